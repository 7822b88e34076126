/** Two people see and hear each other: signalling, relays, bad networks, devices, and the reports on the call's quality. */
package org.sessionroom.tests.call;
