package org.sessionroom.constellation;

import java.util.Optional;
import java.util.UUID;

/**
 * What somebody wants to happen on the field.
 *
 * @param changeId chosen by the sender, the same when it is sent again
 * @param expected what must still hold, for undo and redo
 */
public record ChangeRequest(UUID changeId, ConstellationChange change, Optional<Expectation> expected) {}
