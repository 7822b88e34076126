/**
 * What tests drive the room with: people with and without a browser, the services of the hospital, and faults on demand. The
 * other packages share nothing else.
 */
package org.sessionroom.tests.driver;
