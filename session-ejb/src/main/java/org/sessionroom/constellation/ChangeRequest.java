package org.sessionroom.constellation;

import java.util.Optional;
import java.util.UUID;

/**
 * What somebody wants to happen on the field.
 *
 * @param changeId chosen by the sender, the same when it is sent again
 * @param expected what must still hold of the figure, for undo, redo and edits
 */
public record ChangeRequest(UUID changeId, RequestedChange change, Optional<Expectation> expected) {}
