/**
 * How the application uses PostgreSQL: connections behind a circuit breaker, bounded waiting for locks, the
 * classification of failures, and events that are delivered only after a commit.
 */
package org.sessionroom.database;
