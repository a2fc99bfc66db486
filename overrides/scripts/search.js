// The search dialog. Pagefind and its index come with the first word that is looked for; what a reader may narrow down
// by is counted without them. What a reader types is not sent anywhere.
const PAGE = 5;
const PAUSE = 300;
let prepared;

export const prepare = (base, language) => (prepared ??= load(base, language));

async function load(base, language) {
  const get = async (path) => (await fetch(new URL(path, base))).json();
  return build(await get(`search/${language}.json`), base, language, () => get(`search/${language}.pages.json`));
}

function build({ words, facets, browse, bundle, prefix, groups }, base, language, getList) {
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

  // What a page belongs to is known before its text is fetched, by the name of the result.
  const known = new Map(groups.flatMap(({ pages }) => Object.entries(pages)));
  const fits = (belongs, without) =>
    Object.keys(facets).every((facet) => {
      const wanted = boxes.filter(({ box, facet: own }) => own === facet && box.checked);
      return facet === without || !wanted.length || wanted.some(({ value }) => belongs[facet]?.includes(value));
    });

  // A browser may remember that a program did not come: after a failure it is asked for under another address.
  let engine;
  let listed;
  let failed = 0;
  const start = async () => {
    const { createInstance, failures } = await import(new URL(`search/pagefind.js${failed ? `?${failed}` : ""}`, base));
    const index = createInstance({
      basePath: new URL(bundle, base).pathname,
      baseUrl: new URL(prefix, base).pathname,
      metaCacheTag: `${failed}`,
      noWorker: true,
      ranking: { metaWeights: { title: 5, terms: 4, summary: 1 } },
    });
    return { index, failures };
  };
  // For a word that no page has Pagefind takes the longest one that it begins with, be it "a". What it found in the
  // first page must at least begin as half of the word does; where it was found in the title, no place in the text is given.
  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const isNear = (query, { raw_content, locations }) => {
    const places = raw_content.split(/\s+/);
    const half = plain(query).slice(0, Math.max(3, query.length / 2));
    return /\s/.test(query) || !locations.length || locations.some((at) => plain(places[at]).includes(half));
  };
  const find = async (query) => {
    const { index, failures } = await (engine ??= start());
    const search = async (text) => {
      const { results } = await index.search(text);
      const near = !results.length || isNear(text, await results[0].data());
      if (failures.length) throw failures[0];
      return near ? results : [];
    };
    const found = await search(query);
    // English pages among others are indexed by the rules of the reader's language. Words that they have, and words that
    // nothing else has, may be English: those are looked for in them without their endings.
    const [own, english] = groups;
    const bare = query.replace(/(\p{L}{3})(?:(ies)|s|ed|ing)(?!\p{L})/gu, (_, stem, ies) => stem + (ies ? "y" : ""));
    const within = (group) => found.some(({ id }) => id in group.pages);
    if (!english || bare === query || query.includes('"') || (within(own) && !within(english))) return found;
    const better = (await search(bare)).filter(({ id }) => id in english.pages);
    const there = new Set(better.map(({ id }) => id));
    return [...better, ...found.filter(({ id }) => !there.has(id))];
  };
  const all = async () =>
    (await (listed ??= getList())).map(([id, address, title, summary]) => ({
      id,
      data: () => ({ url: new URL(prefix + address, base).href, meta: { title, summary }, excerpt: "", sub_results: [] }),
    }));

  // How many pages each choice would leave, the choices beside it in the same group not counted.
  const count = (ids) => {
    const pages = ids.map((id) => known.get(id));
    for (const { box, count, facet, value } of boxes) {
      const sum = pages.filter((belongs) => belongs[facet]?.includes(value) && fits(belongs, facet)).length;
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

  const show = async (result, lang) => {
    const data = await result.data();
    const belongs = known.get(result.id);
    const from = ["kind", "country"].flatMap((facet) => (belongs[facet] ?? []).map((value) => facets[facet][value]).filter(Boolean));
    if (lang !== language) from.push(words.english);
    const item = node("li", {});
    const sub = data.sub_results.filter((one) => one.url.includes("#")).slice(0, 3);
    const excerpt = data.excerpt.includes("<mark>") ? marked(data.excerpt) : [data.meta.summary ?? ""];
    const text = node("div", {}, node("a", { className: "title", href: data.url, textContent: data.meta.title }), node("p", {}, ...excerpt));
    if (sub.length) {
      text.append(node("ul", {}, ...sub.map((one) => node("li", {}, node("a", { href: one.url, textContent: one.title })))));
    }
    if (lang !== language) text.lang = lang;
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
      const found = term ? await find(term) : filtered ? await all() : [];
      if (mine !== turn) return; // the reader typed on
      count(term ? found.map(({ id }) => id) : [...known.keys()]);
      if (!term && !filtered) return results.replaceChildren();
      const shown = [];
      let sum = 0;
      for (const { lang, pages } of groups) {
        const left = found.filter(({ id }) => id in pages && fits(pages[id]));
        if (!left.length) continue;
        sum += left.length;
        const list = node("ol", { className: "search-results" });
        if (lang !== language) shown.push(node("h3", { className: "search-group", textContent: words.in_english }));
        shown.push(list);
        let next = 0;
        const more = node("button", { type: "button", className: "button quiet", textContent: words.more });
        const extend = async () => {
          const items = await Promise.all(left.slice(next, next + PAGE).map((result) => show(result, lang)));
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
      // Try everything anew the next time.
      engine = listed = undefined;
      failed++;
      if (mine === turn) status.textContent = words.failed;
    }
  };

  let timer;
  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(run, PAUSE);
  });
  input.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    clearTimeout(timer);
    run();
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
