// What a page does beyond HTML: opens search, closes menus, knows the other versions. Everything it adds has a plain
// link under it that works without it.
(() => {
  const root = document.documentElement;
  const script = document.currentScript;
  const base = new URL(root.dataset.base, location.href);
  const own = (path) => new URL(path, location.href).href;

  // Search: nothing of it is fetched before it is opened.
  const opener = document.getElementById("search-link");
  const inline = document.getElementById("search-here");
  let search;
  const loadSearch = () => {
    search ??= (() => {
      const style = document.createElement("link");
      style.rel = "stylesheet";
      style.href = own(script.dataset.style);
      document.head.append(style);
      return Promise.all([import(own(script.dataset.search)), new Promise((done) => (style.onload = style.onerror = done))]);
    })();
    return search.then(([module]) => module.prepare(base, root.lang));
  };
  const openSearch = (event) => {
    event.preventDefault();
    if (inline) return inline.querySelector("input")?.focus();
    loadSearch().then(
      (made) => made.open(opener),
      () => location.assign(opener.href),
    );
  };
  opener.addEventListener("click", (event) => {
    if (!event.ctrlKey && !event.metaKey && !event.shiftKey) openSearch(event);
  });
  if (inline) loadSearch().then((made) => made.mount(inline), () => {});

  // The codes to show this page elsewhere, likewise.
  const embedder = document.querySelector("[data-embed]");
  embedder?.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    import(own(embedder.dataset.embed))
      .then((module) => module.open(base, embedder))
      .catch(() => location.assign(embedder.href));
  });

  // Menus are <details>: they also close on Escape and when a reader goes elsewhere.
  const openMenus = () => [...document.querySelectorAll("details.menu[open]")];
  document.addEventListener("click", (event) => {
    for (const menu of openMenus()) if (!menu.contains(event.target)) menu.open = false;
  });
  document.addEventListener("focusin", (event) => {
    for (const menu of openMenus()) if (!menu.contains(event.target)) menu.open = false;
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      for (const menu of openMenus()) {
        menu.open = false;
        menu.querySelector("summary").focus();
      }
    }
  });

  // A page that is read after the day of its next review says so. Built pages know no today.
  const overdue = document.getElementById("overdue");
  if (overdue && new Date().toISOString().slice(0, 10) > overdue.querySelector("time").dateTime) {
    overdue.previousElementSibling.hidden = true;
    overdue.hidden = false;
  }

  // The way back from a source leads to its first mark, and to the one that was followed when there is one.
  document.addEventListener("click", (event) => {
    const mark = event.target.closest('.mark[href^="#s"]');
    if (!mark) return;
    const name = mark.hash.replace("#s", "m");
    document.getElementById(name).removeAttribute("id");
    mark.parentNode.id = name;
  });

  // On paper an explanation that is open stands in brackets after its word; where it was it would cover the text.
  addEventListener("beforeprint", () => {
    for (const note of document.querySelectorAll(":popover-open")) {
      note.hidePopover();
      note.className = "said";
    }
  });

  // Versions stand side by side, one folder each, with a list of them above.
  const version = root.dataset.version;
  if (!version) return;
  const folder = base.pathname.split("/").filter(Boolean).pop();
  const list = document.querySelector("#versions ul");

  // The same page in the same language where the other version has it, else that language's home, else its root.
  const find = async (name) => {
    const there = new URL(`../${name}/`, base);
    try {
      const { languages, pages, moved = {} } = await (await fetch(new URL("addresses.json", there))).json();
      const prefix = languages[root.lang];
      if (prefix === undefined) return there;
      const page = root.dataset.page;
      return new URL(prefix + (pages.includes(page) ? page : (moved[page] ?? "")), there);
    } catch {
      return there;
    }
  };
  const follow = (link, name) => {
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      find(name).then((url) => location.assign(url));
    });
  };

  fetch(new URL("../versions.json", base))
    .then((answer) => answer.json())
    .then((versions) => {
      const isNewest = (entry) => entry.aliases.includes("latest");
      const newest = versions.find(isNewest);
      const outdated = document.getElementById("outdated");
      if (newest && newest.version !== version && outdated) {
        outdated.hidden = false;
        const robots = document.createElement("meta");
        robots.name = "robots";
        robots.content = "noindex";
        document.head.append(robots);
      }
      for (const link of document.querySelectorAll("#outdated a, #preview a")) follow(link, newest ? "latest" : folder);
      if (!list) return;
      list.replaceChildren(
        ...versions.map((entry) => {
          const name = isNewest(entry) ? "latest" : entry.version;
          const link = document.createElement("a");
          link.href = new URL(`../${name}/${root.dataset.prefix}${root.dataset.page}`, base);
          link.textContent = entry.title + (isNewest(entry) ? " ✓" : "");
          if (entry.version === version) link.setAttribute("aria-current", "true");
          else follow(link, name);
          const item = document.createElement("li");
          item.append(link);
          return item;
        }),
      );
    })
    .catch(() => {});
})();
