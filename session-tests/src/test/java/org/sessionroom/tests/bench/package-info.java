/**
 * How fast the room is, and whether a long call stays as it is. They are run on demand, and print figures (docs/performance.md).
 */
package org.sessionroom.tests.bench;
