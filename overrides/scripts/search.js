// The search dialog. Asks one Pagefind bundle after the other: the reader's language first, then English pages that
// are not translated yet. What a reader types is not sent anywhere.
const PAGE = 5;
let prepared;

export const prepare = (base, language) => (prepared ??= load(base, language));

async function load(base, language) {
  const settings = await (await fetch(new URL(`search/${language}.json`, base))).json();
  const bundles = await Promise.all(
    settings.bundles.map(async (bundle) => {
      const folder = new URL(bundle.path, base);
      const { createInstance } = await import(new URL("pagefind.js", folder));
      const index = createInstance({
        basePath: folder.pathname,
        baseUrl: new URL(bundle.prefix, base).pathname,
        noWorker: true,
        ranking: { metaWeights: { title: 5, terms: 4, summary: 1 } },
      });
      return { ...bundle, index };
    }),
  );
  return build(settings, bundles, base, language);
}

function build({ words, facets, browse }, bundles, base, language) {
  const node = (name, attributes = {}, ...children) => {
    const made = Object.assign(document.createElement(name), attributes);
    made.append(...children);
    return made;
  };
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);

  const input = node("input", { type: "search", id: "search-input", autocomplete: "off", spellcheck: false, enterKeyHint: "search" });
  input.setAttribute("aria-describedby", "search-hint");
  const status = node("p", { className: "search-status", role: "status" });
  const results = node("div", { className: "search-found" });
  const boxes = [];
  const fieldsets = Object.entries(facets)
    .filter(([, labels]) => Object.keys(labels).length > 1)
    .map(([facet, labels]) => {
      const choices = node("div", { className: "choices" });
      for (const [value, label] of Object.entries(labels)) {
        const box = node("input", { type: "checkbox", name: facet, value });
        const count = node("span", { className: "count" });
        boxes.push({ box, count, facet, value });
        choices.append(node("label", {}, box, `${label} `, count));
      }
      return node("fieldset", {}, node("legend", { textContent: words[facet] }), choices);
    });
  const clear = node("button", { type: "button", className: "button quiet", textContent: words.clear, hidden: true });
  const panel = node("details", { className: "search-facets" }, node("summary", { textContent: words.filters }), ...fieldsets, clear);
  const form = node(
    "div",
    { className: "search-inner" },
    node("label", { className: "search-field" }, words.label, input, node("small", { id: "search-hint", textContent: `${words.placeholder}. ${words.hint}` })),
    panel,
    status,
    results,
  );
  if (browse) form.append(node("p", {}, node("a", { href: new URL(browse, base).href, textContent: words.browse })));
  form.setAttribute("role", "search");

  // What a page belongs to is known before its text is fetched: bundle.pages has it by the name of the result.
  const fits = (belongs, without) =>
    Object.keys(facets).every((facet) => {
      const wanted = boxes.filter(({ box, facet: own }) => own === facet && box.checked);
      return facet === without || !wanted.length || wanted.some(({ value }) => belongs[facet]?.includes(value));
    });
  const ask = async (query) =>
    Promise.all(
      bundles.map(async (bundle) => {
        const { results } = await bundle.index.search(query);
        return { bundle, found: results.filter(({ id }) => bundle.pages[id]) };
      }),
    );

  // How many pages each choice would leave, the choices beside it in the same group not counted.
  const count = (answers) => {
    const all = answers.flatMap(({ bundle, found }) => found.map(({ id }) => bundle.pages[id]));
    for (const { box, count, facet, value } of boxes) {
      const sum = all.filter((belongs) => belongs[facet]?.includes(value) && fits(belongs, facet)).length;
      count.textContent = `(${sum})`;
      box.disabled = !sum && !box.checked;
    }
  };

  // Pagefind marks words in text that it has escaped; take it apart rather than trust it as HTML.
  const marked = (excerpt) =>
    excerpt.split(/(<mark>.*?<\/mark>)/).map((part) => {
      const text = part.replace(/<\/?mark>/g, "").replace(/&lt;/g, "<").replace(/&gt;/g, ">");
      return part.startsWith("<mark>") ? node("mark", { textContent: text }) : text;
    });

  const show = async (result, bundle) => {
    const data = await result.data();
    const belongs = bundle.pages[result.id];
    const from = ["kind", "country"].flatMap((facet) => (belongs[facet] ?? []).map((value) => facets[facet][value]).filter(Boolean));
    if (bundle.lang !== language) from.push(words.english);
    const item = node("li", {});
    const sub = data.sub_results.filter((one) => one.url.includes("#")).slice(0, 3);
    const excerpt = data.excerpt.includes("<mark>") ? marked(data.excerpt) : [data.meta.summary ?? ""];
    const text = node("div", {}, node("a", { className: "title", href: data.url, textContent: data.meta.title }), node("p", {}, ...excerpt));
    if (sub.length) {
      text.append(node("ul", {}, ...sub.map((one) => node("li", {}, node("a", { href: one.url, textContent: one.title })))));
    }
    if (bundle.lang !== language) text.lang = bundle.lang;
    item.append(node("div", { className: "from", textContent: from.join(" · ") }), text);
    return item;
  };

  let turn = 0;
  const run = async () => {
    const mine = ++turn;
    const query = input.value.trim();
    const filtered = boxes.some(({ box }) => box.checked);
    clear.hidden = !filtered;
    const term = query.length < 2 ? null : query;
    try {
      status.textContent = term || filtered ? words.loading : "";
      const answers = await ask(term);
      if (mine !== turn) return; // the reader typed on
      count(answers);
      if (!term && !filtered) return results.replaceChildren();
      const shown = [];
      let sum = 0;
      for (const { bundle, found } of answers) {
        const left = found.filter(({ id }) => fits(bundle.pages[id]));
        if (!left.length) continue;
        sum += left.length;
        const list = node("ol", { className: "search-results" });
        if (bundle.lang !== language) shown.push(node("h3", { className: "search-group", textContent: words.in_english }));
        shown.push(list);
        let next = 0;
        const more = node("button", { type: "button", className: "button quiet", textContent: words.more });
        const extend = async () => {
          const items = await Promise.all(left.slice(next, next + PAGE).map((result) => show(result, bundle)));
          next += PAGE;
          list.append(...items);
          more.hidden = next >= left.length;
          return items;
        };
        more.addEventListener("click", async () => (await extend())[0]?.querySelector("a").focus());
        await extend();
        shown.push(more);
      }
      if (mine !== turn) return;
      results.replaceChildren(...shown);
      status.textContent = sum === 0 ? fill(words.none, { query }) : sum === 1 ? words.one : fill(words.many, { count: sum });
    } catch {
      status.textContent = words.failed;
    }
  };

  let timer;
  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(run, 200);
  });
  for (const { box } of boxes) box.addEventListener("change", run);
  clear.addEventListener("click", () => {
    for (const { box } of boxes) box.checked = false;
    input.focus();
    run();
  });

  // Arrow keys walk from the field through the results; Tab works as everywhere.
  form.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    const stops = [input, ...results.querySelectorAll("a")];
    const at = stops.indexOf(document.activeElement);
    const next = stops[at + (event.key === "ArrowDown" ? 1 : -1)];
    if (at < 0 || !next) return;
    event.preventDefault();
    next.focus();
  });

  let dialog;
  return {
    open(opener) {
      if (!dialog) {
        const close = node("button", { type: "button", className: "search-close", textContent: "×" });
        close.setAttribute("aria-label", words.close);
        close.addEventListener("click", () => dialog.close());
        form.prepend(node("div", { className: "search-head" }, node("h2", { id: "search-title", textContent: words.title }), close));
        // What is behind a modal dialog cannot be tapped, the exit neither.
        dialog = node("dialog", { id: "search" }, document.querySelector(".exit").cloneNode(true), form);
        dialog.setAttribute("aria-labelledby", "search-title");
        dialog.addEventListener("click", (event) => {
          if (event.target === dialog || event.target.closest("a")) dialog.close();
        });
        dialog.addEventListener("close", () => opener.focus({ preventScroll: true }));
        document.body.append(dialog);
      }
      dialog.showModal();
      input.focus();
      run();
    },
    mount(place) {
      place.append(form);
      run();
    },
  };
}
