// Search in the folder of an edition: pages opened from storage may fetch nothing, so the list of pages is a script.
(() => {
  const form = document.getElementById("search");
  const field = document.getElementById("words");
  const found = document.getElementById("found");
  const results = document.getElementById("results");
  const all = document.getElementById("pages");
  const words = (text) =>
    text
      .normalize("NFD")
      .replace(/[\u0300-\u036f]/g, "")
      .toLowerCase()
      .split(/[^\p{L}\p{N}\p{M}]+/u)
      .filter(Boolean);
  // Where a word stands says how much the page is about it.
  const worth = { title: 8, terms: 5, headings: 3, summary: 2 };
  const pages = window.hubPages.map((page) => ({
    page,
    fields: Object.keys(worth).map((name) => [worth[name], words(page[name])]),
  }));
  const score = (fields, word) =>
    fields.reduce((sum, [value, has]) => sum + (has.includes(word) ? 2 * value : has.some((one) => one.startsWith(word)) ? value : 0), 0);

  const show = () => {
    const asked = words(field.value);
    const hits = pages
      .map(({ page, fields }) => {
        const scores = asked.map((word) => score(fields, word));
        return { page, value: scores.includes(0) ? 0 : scores.reduce((sum, one) => sum + one, 0) };
      })
      .filter((hit) => hit.value)
      .sort((one, other) => other.value - one.value);
    results.replaceChildren(
      ...hits.map(({ page }) => {
        const item = document.createElement("li");
        const link = document.createElement("a");
        const about = document.createElement("p");
        link.href = page.way;
        link.textContent = page.title;
        about.textContent = page.summary;
        if (page.language) {
          const mark = document.createElement("small");
          mark.textContent = form.dataset.english;
          link.lang = about.lang = page.language;
          item.append(link, " ", mark, about);
        } else item.append(link, about);
        return item;
      }),
    );
    all.hidden = asked.length > 0;
    if (!asked.length) found.textContent = "";
    else if (!hits.length) found.textContent = form.dataset.none.replace("{query}", field.value.trim());
    else found.textContent = hits.length === 1 ? form.dataset.one : form.dataset.many.replace("{count}", hits.length);
  };
  form.addEventListener("submit", (event) => event.preventDefault());
  field.addEventListener("input", show);
  form.hidden = false;
  show();
})();
