package org.sessionroom.provider.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class UtteranceOrderTest {

    private final UtteranceOrder order = new UtteranceOrder();

    private PendingUtterance underWay(String item) {
        return order.underWay(item).orElseThrow();
    }

    private List<String> next() {
        List<String> items = new ArrayList<>();
        for (var next = order.next(); next.isPresent(); next = order.next()) {
            items.add(next.get().item());
        }
        return items;
    }

    @Test
    void anUtteranceWaitsForThoseCommittedBeforeIt() {
        order.order(underWay("a"));
        order.order(underWay("b"));
        order.end(underWay("b"), 0);
        assertEquals(List.of(), next());
        order.end(underWay("a"), 0);
        assertEquals(List.of("a", "b"), next());
        assertTrue(order.idle());
    }

    @Test
    void oneThatIsUnderWayWithoutCommitHoldsUpNobody() {
        underWay("a");
        order.end(underWay("b"), 0);
        assertEquals(List.of("b"), next());
        assertEquals(false, order.idle());
    }

    @Test
    void whatEndedDoesNotBeginAgain() {
        order.end(underWay("a"), 0);
        assertEquals(Optional.empty(), order.underWay("a"));
        assertEquals(List.of("a"), next());
    }

    @Test
    void aProviderThatBeginsWithoutEndCostsBoundedMemory() {
        for (int i = 0; i < UtteranceOrder.MOST_OPEN; i++) {
            underWay("item " + i);
        }
        assertEquals(Optional.empty(), order.underWay("one too many"));
        assertTrue(order.underWay("item 0").isPresent());
    }
}
