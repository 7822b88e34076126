package org.sessionroom.limit;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class BulkheadsTest {

    private final Bulkheads<String> drafts = new Bulkheads<>(2);

    @Test
    void whoHasEnoughUnderWayBeginsNothingAndOthersDo() {
        assertTrue(drafts.enter("paulo"));
        assertTrue(drafts.enter("paulo"));
        assertFalse(drafts.enter("paulo"));
        assertTrue(drafts.enter("rita"));
    }

    @Test
    void whatHasEndedMakesRoomForOneMore() {
        drafts.enter("paulo");
        drafts.enter("paulo");
        drafts.leave("paulo");
        assertTrue(drafts.enter("paulo"));
        assertFalse(drafts.enter("paulo"));
    }
}
