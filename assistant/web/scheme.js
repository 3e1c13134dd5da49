// Light or dark: as the reader chose in this browser, else as the system says.
(() => {
  const key = "wence-scheme";
  const system = window.matchMedia("(prefers-color-scheme: dark)");
  const chosen = () => { try { return localStorage.getItem(key); } catch { return null; } };
  function show() {
    const dark = (chosen() || (system.matches ? "dark" : "light")) === "dark";
    document.documentElement.dataset.scheme = dark ? "dark" : "light";
    if (document.body) document.body.classList.toggle("dark", dark);
    document.querySelectorAll("[data-scheme][data-dark]").forEach((button) => {
      const label = dark ? button.dataset.light : button.dataset.dark;
      if (button.textContent !== label) button.textContent = label;
    });
  }
  document.addEventListener("click", (event) => {
    if (!event.target.closest("button[data-scheme]")) return;
    const dark = document.documentElement.dataset.scheme === "dark";
    try { localStorage.setItem(key, dark ? "light" : "dark"); } catch { /* kept for this page only */ }
    show();
  });
  system.addEventListener("change", show);
  window.addEventListener("storage", show);
  document.addEventListener("DOMContentLoaded", show);
  document.addEventListener("wence-shown", show);
  show();
})();
