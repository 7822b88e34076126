package org.sessionroom.tests.driver;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.List;

/** Finds overlapping controls of the room's page. */
public final class RoomLayout {

    private RoomLayout() {}

    /** The controls that are covered by others, so that a click would hit those; also beside an open panel, which is closed afterwards. */
    public static List<?> outOfReach(Page page) {
        Locator close = page.locator("#panel [data-act=close-panel]");
        if (close.isVisible()) {
            close.click();
        }
        return (List<?>) page.evaluate("""
                async () => {
                  await new Promise((done) => setTimeout(done, 500));
                  const parts = 'button, summary, input, label:has(input), .control-tile, .control-word';
                  const name = (one) => one.id || one.dataset.act || one.className;
                  const seen = [...document.querySelectorAll(`#room :is(${parts})`)]
                    .filter((one) => one.checkVisibility() && !one.closest('#quick-bar, #empty, .menu-items, .prejoin, #state'))
                    .filter((one) => !one.matches('label input') && getComputedStyle(one).clipPath === 'none');
                  const found = [];
                  for (const [i, one] of seen.entries()) {
                    const a = one.getBoundingClientRect();
                    if (a.right <= 0 || a.left >= innerWidth) found.push(`${name(one)} outside`);
                    const top = document.elementFromPoint((a.left + a.right) / 2, (a.top + a.bottom) / 2);
                    if (top && !one.contains(top) && !top.contains(one)) found.push(`${name(one)} under ${name(top)}`);
                    for (const other of seen.slice(i + 1)) {
                      if (one.contains(other)) continue;
                      const b = other.getBoundingClientRect();
                      const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
                      const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
                      if (wide > 1 && high > 1) found.push(`${name(one)} over ${name(other)}`);
                    }
                  }
                  return found;
                }""");
    }
}
