/** Rules of the structure: each fails for what somebody forgot, in all modules and documents. */
package org.sessionroom.tests.guard;
