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
  const tell = (again) => {
    if (again) sent = 0;
    // However often it is asked, once a frame is enough.
    waiting ||= requestAnimationFrame(() => {
      waiting = 0;
      const value = Math.ceil(root.getBoundingClientRect().height);
      if (value === sent) return;
      sent = value;
      parent.postMessage({ message: "height", value, secret }, "*");
    });
  };
  new ResizeObserver(() => tell()).observe(root);
  addEventListener("message", (event) => {
    if (event.source === parent && event.data?.message === "ready") tell(true);
  });
  tell();

  // A page of a version that stays as it was: has the newest one another text, or none any more?
  const stale = document.getElementById("stale");
  if (!stale) return;
  const { base, newest, revision } = stale.dataset;
  if (!newest || new URL(base, location.href).pathname.endsWith("/latest/")) return;
  const show = (name) => {
    stale.hidden = stale.querySelector(`.${name}`).hidden = false;
  };
  fetch(new URL(`${newest}oembed.json`, location.href), { credentials: "omit" })
    .then((answer) => (answer.status === 404 ? show("gone") : answer.json().then((told) => told.revision !== revision && show("changed"))))
    .catch(() => {});
})();
