// Whoever comes to a page that exists in a language they like better is told so once, in that language.
(() => {
  if ((window.navigation?.entries?.() ?? history).length > 1) return;
  const links = [...document.querySelectorAll(".top .menu a")];
  const plain = (code) => code.toLowerCase().split("-")[0];
  for (const wanted of navigator.languages ?? []) {
    const link = links.find(({ lang }) => plain(lang) === plain(wanted));
    if (link?.hasAttribute("aria-current")) return;
    if (!link || link.hreflang !== link.lang) continue;
    fetch(new URL(`words/${link.lang}.json`, new URL(document.documentElement.dataset.base, location.href)))
      .then((answer) => answer.json())
      .then((words) => {
        const strip = document.createElement("aside");
        const offer = link.cloneNode();
        const close = document.createElement("button");
        strip.className = "notice hint";
        Object.assign(strip, { lang: link.lang, dir: words.direction });
        strip.setAttribute("aria-label", words.read);
        offer.textContent = words.read;
        Object.assign(close, { type: "button", className: "button quiet", textContent: words.close });
        close.addEventListener("click", () => strip.remove());
        strip.append(offer, close);
        document.getElementById("content").prepend(strip);
      })
      .catch(() => {});
    return;
  }
})();
