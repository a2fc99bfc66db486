// Papers in a guide: a button at the heading of each. What prints them is fetched when one is pressed.
(() => {
  const template = document.getElementById("paper");
  const first = document.querySelector("h2#print, h2#agenda");
  if (!template || !first) return;
  const [tools, from] = template.content.children;
  const heads = [];
  for (let next = first.nextElementSibling; next && !/^H[12]$/.test(next.tagName); next = next.nextElementSibling) {
    if (next.tagName === "H3") heads.push(next);
  }
  const source = from.cloneNode(true);
  const { script, style } = template.dataset;
  for (const heading of [first, ...heads]) {
    const own = tools.cloneNode(true);
    const button = own.querySelector("button");
    button.setAttribute("aria-label", `${button.textContent.trim()}: ${heading.textContent.trim()}`);
    button.addEventListener("click", () =>
      import(new URL(script, location.href)).then(
        (module) => module.print(heading, heading === first ? heads : [], source.querySelector("input").checked, style),
        () => window.print(),
      ),
    );
    heading.after(own);
    if (heading === first) own.after(source);
  }
})();
