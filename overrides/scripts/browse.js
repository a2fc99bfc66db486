// Narrows the list of all pages. What is chosen stands in the address and nowhere else: a link carries it, Back undoes it.
(() => {
  const form = document.querySelector(".filters");
  if (!form) return;
  const selects = [...form.querySelectorAll("select")];
  const entries = [...document.querySelectorAll(".kind li")];
  const groups = [...document.querySelectorAll(".kind")];
  const status = form.querySelector(".status");
  const loosen = form.querySelector(".loosen");
  const clear = form.querySelector(":scope > button");
  const more = form.querySelector("details");
  const words = form.dataset;
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  const has = (entry, select, value) => (entry.dataset[select.name] ?? "").split(" ").includes(value);
  const fits = (entry, without) => selects.every((select) => select === without || !select.value || has(entry, select, select.value));
  const labels = new Map(selects.flatMap((select) => [...select.options].map((option) => [option, option.text])));

  let timer;
  const show = () => {
    const chosen = selects.filter((select) => select.value);
    let sum = 0;
    for (const entry of entries) {
      entry.hidden = !fits(entry);
      sum += !entry.hidden;
    }
    for (const group of groups) group.hidden = !group.querySelector("li:not([hidden])");
    // How many pages each choice would leave, beside what is chosen in the other fields.
    for (const select of selects) {
      select.className = select.value && "chosen";
      const left = entries.filter((entry) => fits(entry, select));
      for (const option of select.options) {
        if (!option.value) continue;
        const count = left.filter((entry) => has(entry, select, option.value)).length;
        option.text = `${labels.get(option)} (${count})`;
        option.disabled = !count && !option.selected;
      }
    }
    clear.hidden = !chosen.length;
    if (chosen.some((select) => more.contains(select))) more.open = true;
    const ways = sum ? [] : chosen.map((select) => [select, entries.filter((entry) => fits(entry, select)).length]).filter(([, count]) => count);
    loosen.replaceChildren(
      ...ways.map(([select, count]) => {
        const button = document.createElement("button");
        button.type = "button";
        button.className = "button quiet";
        button.textContent = fill(words.without, { choice: labels.get(select.selectedOptions[0]), count });
        button.addEventListener("click", () => {
          select.value = "";
          select.focus();
          changed();
        });
        return button;
      }),
    );
    // Said once it stays: arrow keys run through a field's choices.
    clearTimeout(timer);
    const text = !sum ? words.none : sum === 1 ? words.one : fill(words.many, { count: sum });
    timer = setTimeout(() => (status.textContent = text), 400);
    // Another language shows the same choice.
    for (const link of document.querySelectorAll(".top .menu a")) link.search = location.search;
  };

  // Trying several choices in one field is one step back.
  let last;
  const changed = (select) => {
    const query = new URLSearchParams(selects.filter(({ value }) => value).map(({ name, value }) => [name, value]));
    const address = location.pathname + (`${query}` && `?${query}`);
    history[select && select === last ? "replaceState" : "pushState"](null, "", address);
    last = select;
    show();
  };
  const read = () => {
    const query = new URLSearchParams(location.search);
    // The place in the list that a link names for readers without scripts.
    const [, country] = /^#country-([\w-]+)$/.exec(location.hash) ?? [];
    if (country) {
      if (!query.has("country")) query.set("country", country);
      history.replaceState(null, "", `${location.pathname}?${query}`);
    }
    for (const select of selects) {
      const value = query.get(select.name);
      select.value = [...select.options].some((option) => option.value === value) ? value : "";
    }
    last = null;
    show();
  };
  for (const select of selects) select.addEventListener("change", () => changed(select));
  clear.addEventListener("click", () => {
    for (const select of selects) select.value = "";
    selects[0].focus();
    changed();
  });
  addEventListener("popstate", read);
  form.firstElementChild.disabled = false;
  more.open = matchMedia("(min-width: 40rem)").matches;
  document.documentElement.classList.add("ready");
  read();
})();
