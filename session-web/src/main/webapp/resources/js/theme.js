/*
 * Light or dark by a person's choice, stored on this device as `dark.<reader>`, or as `dark` for an unknown reader; without
 * a choice, or with one of somebody else, the system decides.
 * A classic script in the head, so that the page is never first painted in the wrong theme.
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
      // Without storage the choice still changes this page.
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
