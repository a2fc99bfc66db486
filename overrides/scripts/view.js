// What a reader chose on the page "Reading safely" (settings.js): there, and everywhere if it was to be remembered.
(() => {
  const root = document.documentElement;
  const { title } = document;
  let dark;
  const apply = ({ colours, large, tab }) => {
    document.title = tab || title;
    root.style.fontSize = large ? "125%" : "";
    root.style.colorScheme = colours || "";
    if (!colours && !dark) return;
    dark ??= [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules]).filter((rule) => rule.media?.mediaText.includes("dark")).map(({ media }) => [media, media.mediaText]);
    for (const [media, text] of dark) media.mediaText = !colours ? text : colours === "dark" ? "screen" : "not all";
  };
  const remembered = () => {
    try {
      return JSON.parse(localStorage.getItem("view"));
    } catch {}
  };
  const kept = remembered();
  if (kept) apply(kept);
  // A page that Back brings out of memory knows nothing of what was chosen meanwhile.
  addEventListener("pageshow", ({ persisted }) => persisted && apply(remembered() ?? {}));
  addEventListener("view", ({ detail }) => apply(detail));
})();
