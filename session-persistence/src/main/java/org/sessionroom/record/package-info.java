/**
 * Encryption of stored data (Google Tink), data keys for each retention class, retention periods, and the migrations of
 * the database (Flyway).
 */
package org.sessionroom.record;
