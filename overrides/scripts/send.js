// "Send this page": what works without a script are the links; where the phone can share or copy, it is offered too.
(() => {
  const send = document.querySelector(".send");
  if (!send) return;
  const text = send.querySelector("p").textContent;
  const [share, copy] = send.querySelectorAll("button");
  const done = send.querySelector("output");
  share.hidden = !navigator.share;
  share.addEventListener("click", () => navigator.share({ text }).catch(() => {}));
  copy.hidden = !navigator.clipboard;
  copy.addEventListener("click", () => navigator.clipboard.writeText(text).then(() => (done.textContent = done.dataset.done), () => (copy.hidden = true)));
})();
