// Markers open their evidence; everything shown is already in the page, nothing is fetched.
(() => {
  const language = document.querySelector("meta[name=wence-language]").content;
  // gradio words its own parts by the browser's language; they are to agree with the page's.
  Object.defineProperty(navigator, "language", { get: () => language });
  Object.defineProperty(navigator, "languages", { get: () => [language] });
  const narrow = () => window.matchMedia("(max-width: 860px)").matches;
  const side = () => document.getElementById("evidence-panel");
  let cited = null; // the marker that was chosen last
  let empty = ""; // what the panel says before anything is opened
  // Beside the conversation where there is room, else under the answer.
  function panel(turn) {
    document.querySelectorAll(".under").forEach((each) => each.remove());
    if (!narrow() || !turn) return side();
    const under = Object.assign(document.createElement("div"), { className: "under" });
    turn.append(under);
    return under;
  }
  function open(id, from) {
    const card = document.getElementById(id);
    if (!card || !side()) return;
    if (!side().querySelector(".card")) empty = side().innerHTML;
    const copy = card.cloneNode(true);
    copy.removeAttribute("id");
    const place = panel(card.closest(".turn"));
    place.replaceChildren(copy);
    document.querySelectorAll(".cite[aria-pressed]").forEach((b) => b.removeAttribute("aria-pressed"));
    document.querySelectorAll(`.cite[data-card="${id}"]`).forEach((b) => b.setAttribute("aria-pressed", "true"));
    if (from && narrow()) place.scrollIntoView({ block: "nearest" });
  }
  function close() {
    const opened = document.querySelector("#evidence-panel .card, .under .card");
    if (!opened) return;
    panel(null).innerHTML = empty || side().innerHTML;
    document.querySelectorAll(".cite[aria-pressed]").forEach((b) => b.removeAttribute("aria-pressed"));
    if (cited && cited.isConnected) cited.focus();
  }
  // A choice made in the page's own HTML goes to gradio through the part that stands for it.
  const field = (id) => document.querySelector(`#${id} textarea, #${id} input`);
  function fill(id, value) {
    if (!field(id)) return;
    field(id).value = value;
    field(id).dispatchEvent(new Event("input", { bubbles: true }));
  }
  function press(id) {
    const button = document.getElementById(id);
    if (button) button.click();
  }
  // An example, or a question asked before, is put where it is asked: into the conversation or a tab.
  function ask(part) {
    const into = part.dataset.into;
    fill(into ? `${into}-topic` : "question", part.dataset.ask);
    setTimeout(() => press(into ? `${into}-send` : "send")); // gradio reads the field first
  }
  function copied(button) {
    const label = button.textContent;
    button.textContent = button.dataset.done;
    setTimeout(() => { button.textContent = label; }, 2000);
  }
  function copy(button) {
    const text = button.dataset.text;
    if (navigator.clipboard) return navigator.clipboard.writeText(text).then(() => copied(button));
    const area = Object.assign(document.createElement("textarea"), { value: text });
    document.body.append(area); // where the page is served without https
    area.select();
    if (document.execCommand("copy")) copied(button);
    area.remove();
  }
  const doings = [
    ["[data-card]", (part) => { cited = part.matches(".cite") ? part : cited; open(part.dataset.card, true); }],
    ["[data-pick]", (part) => fill(part.dataset.pick, part.dataset.value)],
    ["[data-ask]", ask],
    ["[data-press]", (part) => press(part.dataset.press)],
    [".copy", copy],
  ];
  document.addEventListener("click", (event) => {
    for (const [kind, act] of doings) {
      const part = event.target.closest(kind);
      if (part) return act(part);
    }
  });
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") close(); });
  let shown = "";
  new MutationObserver(() => {
    document.dispatchEvent(new Event("wence-shown"));
    const turn = document.querySelector("#conversation .turn:last-child");
    const first = turn ? turn.querySelector(".card") : null;
    const now = first ? first.id : "";
    if (now === shown) return;
    shown = now;
    if (!first) return;
    open(now, false);
    turn.scrollIntoView({ block: "start" });
  }).observe(document.documentElement, { childList: true, subtree: true });
})();
