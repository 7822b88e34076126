/**
 * Keeps the focus on an element of the page: if the focused element disappears (hidden, disabled, removed), the nearest remaining
 * element around it gets the focus. Otherwise people who use the keyboard or a screen reader would start again at the top of the page.
 *
 * Code that knows a better target sets the focus itself at once; this module checks afterwards.
 */
const FOCUSABLE = "button, a[href], input, select, textarea, summary, [tabindex]";
/** A press on empty space removes the focus intentionally; this is checked after the press. */
const AFTER_A_PRESS = 0;

const isThere = (element) => element.isConnected && !element.disabled && element.checkVisibility() && !element.closest("[inert]");
const isWay = (element) => element.tabIndex >= 0 && element.getAttribute("role") !== "separator" && isThere(element);

/**
 * @param {HTMLElement} page
 * @param {HTMLElement} otherwise gets the focus if no element around remains
 */
export function keepFocus(page, otherwise) {
  /** The focused element and its ancestors, the nearest first. */
  let path = [];

  const remember = (element) => {
    path = [];
    for (let at = page.contains(element) ? element : page; at !== page; at = at.parentElement) path.push(at);
  };

  const look = () => {
    const [held, ...around] = path;
    const { activeElement } = document;
    if (!held || isThere(held) || ![held, document.body].includes(activeElement)) return;
    for (const place of around.filter(isThere)) {
      const next = place.hasAttribute("tabindex") ? place : [...place.querySelectorAll(FOCUSABLE)].find(isWay);
      if (!next) continue;
      next.focus({ preventScroll: true });
      return;
    }
    otherwise.focus({ preventScroll: true });
  };

  page.addEventListener("focusin", ({ target }) => remember(target));
  document.addEventListener("pointerdown", () => setTimeout(() => remember(document.activeElement), AFTER_A_PRESS));
  new MutationObserver(look).observe(page, {
    subtree: true,
    childList: true,
    attributes: true,
    attributeFilter: ["hidden", "disabled", "inert"],
  });
}
