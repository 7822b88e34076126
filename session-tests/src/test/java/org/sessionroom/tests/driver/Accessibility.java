package org.sessionroom.tests.driver;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import java.util.Set;

/** What axe finds on a page. */
public final class Accessibility {

    private static final Set<String> GRAVE = Set.of("serious", "critical");

    /** The rules whose result depends on the theme; the others are checked in the light one. */
    private static final List<String> OF_COLOURS = List.of("color-contrast", "link-in-text-block");

    private Accessibility() {}

    /** @param what the page, in words */
    public static void isAccessible(Page page, ColorScheme theme, String what) {
        // Contrast is checked after all animations that end; the ring of the waiting room is animated without end.
        page.waitForFunction("() => document.getAnimations().every(animation => animation.playState !== 'running'"
                + " || animation.effect.getComputedTiming().iterations === Infinity)");
        AxeBuilder axe = new AxeBuilder(page).setLegacyMode(true);
        if (theme == ColorScheme.DARK) {
            axe.withRules(OF_COLOURS);
        }
        List<String> found = axe.analyze().getViolations().stream()
                .filter(rule -> GRAVE.contains(rule.getImpact()))
                .map(Accessibility::inWords)
                .toList();
        assertEquals(List.of(), found, what + " in " + theme);
    }

    private static String inWords(Rule rule) {
        return rule.getId() + ": "
                + rule.getNodes().stream()
                        .map(node -> node.getHtml() + " " + node.getFailureSummary())
                        .toList();
    }
}
