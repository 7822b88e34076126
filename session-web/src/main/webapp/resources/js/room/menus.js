/** The menus of the room's page, `<details class="menu">`: a click anywhere and Escape close them. */

/**
 * @param {HTMLElement} page
 * @param {(act: string) => void} choose called with the data-act of what was clicked, anywhere in the page
 */
export function followMenus(page, choose) {
  page.addEventListener("click", ({ target }) => {
    for (const menu of page.querySelectorAll("details.menu[open]")) {
      if (menu.contains(target) && target.closest("summary")) continue;
      // Whatever the item opens returns the focus to the element that had it.
      if (menu.contains(document.activeElement)) menu.querySelector("summary").focus();
      menu.open = false;
    }
    choose(target.closest("[data-act]")?.dataset.act);
  });
  for (const menu of page.querySelectorAll("details.menu")) {
    menu.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !menu.open) return;
      event.stopPropagation();
      menu.open = false;
      menu.querySelector("summary").focus();
    });
  }
}
