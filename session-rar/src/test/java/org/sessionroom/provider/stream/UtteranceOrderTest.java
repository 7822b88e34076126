package org.sessionroom.provider.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class UtteranceOrderTest {

    private final UtteranceOrder ledger = new UtteranceOrder();

    private PendingUtterance underWay(String item) {
        return ledger.underWay(item).orElseThrow();
    }

    private List<String> next() {
        List<String> items = new ArrayList<>();
        for (var next = ledger.next(); next.isPresent(); next = ledger.next()) {
            items.add(next.get().item);
        }
        return items;
    }

    @Test
    void anUtteranceWaitsForThoseCommittedBeforeIt() {
        ledger.order(underWay("a"));
        ledger.order(underWay("b"));
        ledger.end(underWay("b"));
        assertEquals(List.of(), next());
        ledger.end(underWay("a"));
        assertEquals(List.of("a", "b"), next());
        assertTrue(ledger.idle());
    }

    @Test
    void oneThatIsUnderWayWithoutCommitHoldsUpNobody() {
        underWay("a");
        ledger.end(underWay("b"));
        assertEquals(List.of("b"), next());
        assertEquals(false, ledger.idle());
    }

    @Test
    void whatEndedDoesNotBeginAgain() {
        ledger.end(underWay("a"));
        assertEquals(Optional.empty(), ledger.underWay("a"));
        assertEquals(List.of("a"), next());
    }

    @Test
    void aProviderThatBeginsWithoutEndCostsBoundedMemory() {
        for (int i = 0; i < UtteranceOrder.MOST_OPEN; i++) {
            underWay("item " + i);
        }
        assertEquals(Optional.empty(), ledger.underWay("one too many"));
        assertTrue(ledger.underWay("item 0").isPresent());
    }
}
