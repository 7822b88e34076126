/**
 * The focus has a place as long as the page is there: when what has it goes (hidden, switched off, taken out), the nearest around
 * it that is still there takes it. A focus that falls to the page leaves people who use keys or listen at its beginning.
 *
 * Whoever knows a better place gives the focus to it at once; this looks afterwards.
 */
const FOCUSABLE = "button, a[href], input, select, textarea, summary, [tabindex]";
/** A press on nothing takes the focus away, and that is meant; what it was on is known after the press. */
const AFTER_A_PRESS = 0;

const isThere = (element) => element.isConnected && !element.disabled && element.checkVisibility() && !element.closest("[inert]");
const isWay = (element) => element.tabIndex >= 0 && element.getAttribute("role") !== "separator" && isThere(element);

/**
 * @param {HTMLElement} page
 * @param {HTMLElement} otherwise what takes it where nothing around is left
 */
export function keepFocus(page, otherwise) {
  /** What has the focus, and what is around it, the nearest first. */
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
