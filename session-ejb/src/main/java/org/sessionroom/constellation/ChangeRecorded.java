package org.sessionroom.constellation;

import org.sessionroom.session.SessionId;

/** A change of a field, and the field after it. Fired inside the transaction; tell people only after its commit. */
public record ChangeRecorded(SessionId session, RecordedChange recorded, Constellation field) {}
