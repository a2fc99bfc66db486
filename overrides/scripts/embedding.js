// The dialog that gives the codes to show a page elsewhere. Without it the same codes stand on the page about embedding.
let made;

export const open = async (base, opener) => (await (made ??= build(base))).open(opener);

const node = (name, attributes = {}, ...children) => {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
};

async function build(base) {
  const { lang } = document.documentElement;
  const { version, page } = document.documentElement.dataset;
  const settings = await (await fetch(new URL(`embed/${lang}.json`, base))).json();
  const { words, languages } = settings;
  const style = node("link", { rel: "stylesheet", href: new URL(settings.style, base).href });
  document.head.append(style);
  await new Promise((done) => (style.onload = style.onerror = done));
  // Versions stand side by side below the root; a site without them is its own root.
  const root = version ? new URL("../", base) : base;
  const choices = {
    language: Object.entries(languages).map(([code, { name }]) => [code, name]),
    // A preview is nothing to show elsewhere.
    version: version && version !== "dev" ? [["latest", words.latest], [version, words.pinned.replace("{version}", version)]] : [],
    part: [["", words.whole_page], ["summary", words.summary]],
    colours: [["", words.as_host], ["light", words.light], ["dark", words.dark]],
    size: [["", words.size_normal], ["small", words.size_small], ["large", words.size_large]],
  };
  const fields = {};
  const form = node("div", { class: "embed-choices" });
  for (const [name, options] of Object.entries(choices)) {
    if (!options.length) continue;
    fields[name] = node("select", { name }, ...options.map(([value, text]) => node("option", { value }, text)));
    form.append(node("label", {}, `${words[name]} `, fields[name]));
  }
  fields.language.value = lang;
  const chosen = (name) => fields[name]?.value ?? "";

  const said = node("p", { class: "embed-said", role: "status" });
  const code = (name) => {
    const area = node("textarea", { readonly: "", rows: name === "wordpress" ? "2" : "4", spellcheck: "false", id: `embed-${name}`, dir: "ltr" });
    const label = node("label", { for: area.id, id: `${area.id}-is` }, words[`code_${name}`]);
    const copy = node("button", { type: "button", class: "button quiet", "aria-describedby": label.id }, words.copy);
    copy.addEventListener("click", async () => {
      area.select();
      try {
        await navigator.clipboard.writeText(area.value);
        said.textContent = words.copied;
      } catch {
        said.textContent = words.press_copy;
      }
    });
    return [name, area, node("section", {}, label, area, copy)];
  };
  const codes = ["wordpress", "script", "plain", "card"].map(code);
  const preview = node("div", { class: "embed-preview" });

  let turn = 0;
  const show = async () => {
    const mine = ++turn;
    said.textContent = "";
    try {
      const address = languages[chosen("language")].prefix + page;
      const told = await (await fetch(new URL(`${address}oembed.json`, base))).json();
      if (mine !== turn) return; // something else was chosen meanwhile
      const there = new URL(version ? `${chosen("version") || "latest"}/${address}` : address, root).href;
      const wishes = new URLSearchParams(["part", "colours", "size"].map((name) => [name, chosen(name)]).filter(([, value]) => value));
      const place = `embed/${wishes.size ? `#${wishes}` : ""}`;
      const frame = (src, own) => {
        const height = chosen("part") ? "300" : "600";
        return node("iframe", { ...own, src, title: told.title, width: "100%", height, loading: "lazy", sandbox: settings.sandbox, referrerpolicy: "no-referrer" });
      };
      const plain = frame(there + place, {}).outerHTML.replace("></", ' style="border:0"></');
      const helper = `<script src="${new URL(settings.script, root).href}" integrity="${settings.integrity}" crossorigin="anonymous" referrerpolicy="no-referrer" async></${""}script>`;
      const link = node("p", {}, node("strong", {}, node("a", { href: there, rel: "noreferrer" }, told.title)));
      const credit = node("footer", {}, `${words.hub} · ${settings.licence}`);
      const values = {
        wordpress: there,
        script: `${plain.replace("<iframe", "<iframe data-hub")}\n${helper}`,
        plain,
        card: node("blockquote", { lang: told.language }, link, node("p", {}, told.description), credit).outerHTML,
      };
      for (const [name, area] of codes) area.value = values[name];
      preview.replaceChildren(frame(new URL(address + place, base).href, {}));
    } catch {
      said.textContent = words.failed;
    }
  };
  form.addEventListener("change", show);

  const close = node("button", { type: "button", "aria-label": words.close }, "×");
  const dialog = node(
    "dialog",
    { id: "embedding", "aria-labelledby": "embedding-title" },
    node("div", { class: "embed-head" }, node("h2", { id: "embedding-title" }, words.title), close),
    form,
    ...codes.map(([, , part]) => part),
    said,
    node("h3", {}, words.preview),
    preview,
    node("p", {}, node("a", { href: new URL(settings.promises, base).href }, words.promises)),
  );
  close.addEventListener("click", () => dialog.close());
  document.body.append(dialog);
  return {
    open(opener) {
      dialog.addEventListener("close", () => opener.focus({ preventScroll: true }), { once: true });
      dialog.showModal();
      return show();
    },
  };
}
