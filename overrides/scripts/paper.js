// Prints one part of a guide: what is to be handed over or filled in, without the page around it. Whether the paper says
// where it comes from is the reader's choice, for whoever finds it reads that too.
const rank = (heading) => Number(heading.tagName[1]);
// From a heading to the next one of its rank or above.
const part = (heading) => {
  const nodes = [heading];
  for (let next = heading.nextElementSibling; next && !(/^H\d$/.test(next.tagName) && rank(next) <= rank(heading)); next = next.nextElementSibling) nodes.push(next);
  return nodes;
};

let styled;
const fetchStyle = (href) =>
  (styled ??= new Promise((done) => {
    const link = document.createElement("link");
    link.rel = "stylesheet";
    link.href = href;
    link.onload = link.onerror = done;
    document.head.append(link);
  }));

let sheet;
const remove = () => {
  sheet?.remove();
  sheet = undefined;
  document.documentElement.classList.remove("one-part");
};

// `heads` are the headings of the papers below this one. Words to the reader above the first of them stay at home.
export const print = async (heading, heads, withSource, style) => {
  await fetchStyle(style);
  remove();
  const article = document.querySelector("main article");
  const line = document.getElementById("paper").content.querySelector(".paper-line");
  sheet = document.createElement("div");
  sheet.className = "sheet text";
  sheet.lang = article.lang || document.documentElement.lang;
  sheet.dir = getComputedStyle(article).direction;
  sheet.append(...(heads.length ? heads.flatMap(part) : part(heading)).map((node) => node.cloneNode(true)));
  for (const gone of sheet.querySelectorAll(".paper-tools, .paper-from, .mark, .popup")) gone.remove();
  for (const node of sheet.querySelectorAll("[id]")) node.removeAttribute("id");
  // Where a line ends in a colon, someone writes on.
  for (const node of sheet.querySelectorAll("p, li")) {
    if (!node.querySelector("a, strong, em") && /[:：]$/.test(node.textContent.trim()) && !node.nextElementSibling?.matches("ul, ol, div")) node.classList.add("fill");
  }
  if (withSource) sheet.prepend(line.cloneNode(true));
  document.body.append(sheet);
  document.documentElement.classList.add("one-part");
  // Browsers print the title at the edge and name a file after it.
  const { title } = document;
  document.title = heading.textContent.trim();
  window.print();
  document.title = title;
  // Not "afterprint": on phones it comes before the paper is made. Nothing moves on the page while a print window is open.
  for (const sign of ["pointermove", "pointerdown", "keydown"]) addEventListener(sign, remove, { once: true });
};
