/*
 * Light or dark by a person's choice, kept on this device as `dark.<reader>`, or as `dark` of somebody nobody knew; without
 * one, or with that of somebody else, the system decides.
 * A classic script in the head, so that the page is never painted in the other theme first.
 */
(() => {
  "use strict";
  const root = document.documentElement;
  const reader = root.dataset.reader;
  const systemDark = matchMedia("(prefers-color-scheme: dark)");
  const isDark = () => (root.dataset.theme ? root.dataset.theme === "dark" : systemDark.matches);

  const read = () => {
    try {
      const [theme, whose] = (localStorage.getItem("theme") ?? "").split(".");
      return whose && reader && whose !== reader ? null : theme;
    } catch {
      return null;
    }
  };

  const keep = (theme) => {
    try {
      localStorage.setItem("theme", reader ? `${theme}.${reader}` : theme);
    } catch {
      // A device that keeps nothing still changes this page.
    }
  };

  const show = () => {
    for (const button of document.querySelectorAll("[data-theme-toggle]")) {
      button.setAttribute("aria-pressed", String(isDark()));
    }
  };

  const chosen = read();
  if (chosen === "light" || chosen === "dark") root.dataset.theme = chosen;
  systemDark.addEventListener("change", show);
  document.addEventListener("DOMContentLoaded", show);
  document.addEventListener("click", (event) => {
    if (!event.target.closest("[data-theme-toggle]")) return;
    root.dataset.theme = isDark() ? "light" : "dark";
    keep(root.dataset.theme);
    show();
  });
})();
