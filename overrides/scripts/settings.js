// The settings on "Reading safely". They last while the page is open; only "remember" stores them, below one key.
(() => {
  const KEY = "view";
  const form = document.getElementById("choices");
  if (!form) return;
  const status = form.querySelector("[role=status]");
  const { colours, large, tab, remember } = form.elements;
  const chosen = () => ({ colours: colours.value, large: large.checked, tab: tab.checked ? tab.value : "" });
  const apply = () => dispatchEvent(new CustomEvent(KEY, { detail: chosen() }));
  const store = () => {
    try {
      if (remember.checked) localStorage.setItem(KEY, JSON.stringify(chosen()));
      else localStorage.removeItem(KEY);
      return true;
    } catch {
      remember.checked = false;
      status.textContent = form.dataset.failed;
    }
  };

  form.reset();
  try {
    const kept = JSON.parse(localStorage.getItem(KEY));
    if (kept) {
      colours.value = kept.colours;
      large.checked = kept.large;
      tab.checked = !!kept.tab;
      remember.checked = true;
    }
  } catch {}
  form.addEventListener("change", () => {
    status.textContent = "";
    apply();
    store();
  });
  form.querySelector("button").addEventListener("click", () => {
    form.reset();
    apply();
    if (store()) status.textContent = form.dataset.forgotten;
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  addEventListener("pageshow", ({ persisted }) => persisted && apply());

  // Below the words about them, where the text has any.
  let place = document.getElementById("settings");
  while (place?.nextElementSibling && place.nextElementSibling.tagName !== "H2") place = place.nextElementSibling;
  place?.after(form);
  form.hidden = false;
})();
