// The way out: the link, or Shift three times, and nothing of the page is left before the other site answers.
(() => {
  const exit = document.querySelector(".exit");
  const words = exit.dataset;
  const left = (count) => words.keys.replace("{count}", count);
  exit.title = left(3);
  const status = document.createElement("p");
  status.className = "away";
  status.setAttribute("role", "status");
  document.body.append(status);

  let gone;
  const leave = () => {
    gone = true;
    document.title = exit.hostname;
    status.textContent = words.leaving;
    window.speechSynthesis?.cancel();
    // Taken away, not covered: nothing stays in the top layer, and a screen reader has nothing to read on.
    document.body.replaceChildren(status);
    // Links inside of the page, and choices in a list, leave entries of the same page behind: back to the first of them,
    // so that Back does not find another one. Where a browser does not tell of them, the last one alone is replaced.
    const { currentEntry } = window.navigation ?? {};
    const before = currentEntry ? navigation.entries().slice(0, currentEntry.index).reverse() : [];
    const other = before.findIndex((entry) => !entry.sameDocument);
    const own = other < 0 ? before.length : other;
    const go = () => location.replace(exit.href);
    if (!own) return go();
    addEventListener("popstate", go, { once: true });
    setTimeout(go, 500);
    history.go(-own);
  };
  // Also for the copy in the search dialog, and whichever key is held: here is where it has to be gone.
  addEventListener("click", (event) => {
    if (!event.target.closest?.(".exit")) return;
    event.preventDefault();
    leave();
  });
  // Stopped on the way, or kept in memory by a browser that should not have.
  addEventListener("pageshow", (event) => event.persisted && gone && location.reload());

  // A press counts when Shift goes up again and nothing else happened: capitals, selections and a held key do not.
  let count = 0;
  let alone = false;
  let timer;
  const say = (text) => {
    // Behind a modal dialog nothing is said.
    (document.querySelector("dialog[open]") ?? document.body).append(status);
    status.textContent = text;
  };
  const reset = () => {
    clearTimeout(timer);
    if (count) say("");
    count = 0;
    alone = false;
  };
  addEventListener("keydown", (event) => {
    if (event.key === "Shift" && !event.repeat) alone = true;
    else reset();
  }, true);
  addEventListener("pointerdown", reset, true);
  addEventListener("keyup", (event) => {
    if (event.key !== "Shift" || !alone || gone) return;
    alone = false;
    count += 1;
    if (count === 3) return leave();
    say(left(3 - count));
    clearTimeout(timer);
    timer = setTimeout(reset, 5000);
  }, true);
})();
