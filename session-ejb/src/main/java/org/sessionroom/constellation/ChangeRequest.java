package org.sessionroom.constellation;

import java.util.Optional;
import java.util.UUID;

/**
 * A request for a change of the field.
 *
 * @param changeId chosen by the sender, the same when it is sent again
 * @param expected the values that the figure must still have, for undo, redo and edits
 */
public record ChangeRequest(UUID changeId, RequestedChange change, Optional<Expectation> expected) {}
