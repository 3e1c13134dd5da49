// Markers open their evidence; everything shown is already in the page, nothing is fetched.
(() => {
  const panel = () => document.getElementById("evidence-panel");
  const narrow = () => window.matchMedia("(max-width: 860px)").matches;
  function open(id, from) {
    const card = document.getElementById(id);
    if (!card || !panel()) return;
    const copy = card.cloneNode(true);
    copy.removeAttribute("id");
    panel().replaceChildren(copy);
    document.querySelectorAll(".cite[aria-pressed]").forEach((b) => b.removeAttribute("aria-pressed"));
    document.querySelectorAll(`.cite[data-card="${id}"]`).forEach((b) => b.setAttribute("aria-pressed", "true"));
    if (from && narrow()) panel().scrollIntoView({ block: "start" });
  }
  // A choice made in a picture goes to gradio through the field that stands for it.
  function choose(id, value) {
    const field = document.querySelector(`#${id} textarea, #${id} input`);
    if (!field) return;
    field.value = value;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
  document.addEventListener("click", (event) => {
    const cite = event.target.closest("[data-card]");
    if (cite) return open(cite.dataset.card, true);
    const pick = event.target.closest("[data-pick]");
    if (pick) return choose(pick.dataset.pick, pick.dataset.value);
    const copy = event.target.closest(".copy");
    if (copy && navigator.clipboard) {
      navigator.clipboard.writeText(copy.dataset.text).then(() => { copy.textContent = "已复制"; });
    }
  });
  let shown = "";
  new MutationObserver(() => {
    const cards = document.querySelectorAll("#conversation .turn:last-child .card");
    const first = cards.length ? cards[0].id : "";
    if (first && first !== shown) {
      shown = first;
      open(first, false);
      const turn = document.querySelector("#conversation .turn:last-child");
      if (turn) turn.scrollIntoView({ block: "start" });
    }
  }).observe(document.documentElement, { childList: true, subtree: true });
})();
