/**
 * Work that is sent after its transaction: e-mails and drafts. Entries are stored with the decision that causes them,
 * and retried with increasing delays.
 */
package org.sessionroom.outbox;
