// A page inside another site's iframe. Tells the site around it how high it is, and looks after what the address asks for:
//   #colours=dark&accent=2f5d50&size=large&part=summary
// Believes nothing that the site around it says but one word, "ready", which asks for the height again.
(() => {
  const root = document.documentElement;
  // WordPress puts a word behind a question mark that it wants to hear back.
  const [asked, secret = ""] = location.hash.slice(1).split("?secret=");
  const wishes = new URLSearchParams(asked);
  const one = (name, ...known) => (known.includes(wishes.get(name)) ? wishes.get(name) : "");
  root.dataset.colours = one("colours", "light", "dark");
  root.dataset.size = one("size", "small", "large");
  root.classList.toggle("summary", wishes.get("part") === "summary");
  // Only drawn as lines and numbers, never as text: no colour of a host can make the page unreadable.
  if (/^[\da-f]{6}$/i.test(wishes.get("accent"))) root.style.setProperty("--accent", `#${wishes.get("accent")}`);

  if (parent === window) return;
  let sent;
  let waiting;
  const post = (message, value) => parent.postMessage({ message, value, secret }, "*");
  const tell = () => {
    waiting = 0;
    const value = Math.ceil(root.getBoundingClientRect().height);
    if (value !== sent) post("height", (sent = value));
  };
  // However often it is asked, once in a while is enough. No frame of an animation: WordPress hides the page until it has
  // said its height, and browsers draw nothing for what is hidden.
  const soon = () => {
    waiting ||= setTimeout(tell, 20);
  };
  new ResizeObserver(soon).observe(root);
  addEventListener("message", (event) => {
    if (event.source !== parent || event.data?.message !== "ready") return;
    sent = 0;
    soon();
  });
  tell();

  addEventListener("click", (event) => {
    const link = event.target.closest?.("a");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    if (!link.target) {
      // By itself a browser does not turn the page around a frame that is as high as its text. Into the middle, as that
      // page may have a bar at its top; after the browser has done what it does by itself.
      const target = document.getElementById(decodeURIComponent(link.hash.slice(1)));
      setTimeout(() => target?.scrollIntoView({ block: "center" }));
    } else if (secret) {
      // The sandbox of WordPress opens no tabs. It follows links itself if it is told of them, but to the site of the frame
      // only: any other link leads to the place on our page where it stands.
      event.preventDefault();
      const page = new URL("../", location.href);
      page.hash = link.closest("[id]")?.id ?? "";
      post("link", link.host === location.host ? link.href : page.href);
    }
  });

  // A page of a version that stays as it was: has the newest one another text, or none any more?
  const stale = document.getElementById("stale");
  if (!stale) return;
  const { base, newest, revision } = stale.dataset;
  if (!newest || new URL(base, location.href).pathname.endsWith("/latest/")) return;
  const show = (name) => {
    stale.hidden = stale.querySelector(`.${name}`).hidden = false;
    soon(); // a frame that is not in view is not observed
  };
  fetch(new URL(`${newest}oembed.json`, location.href), { credentials: "omit" })
    .then((answer) => (answer.status === 404 ? show("gone") : answer.json().then((told) => told.revision !== revision && show("changed"))))
    .catch(() => {});
})();
