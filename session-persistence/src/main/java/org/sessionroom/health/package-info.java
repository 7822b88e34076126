/** What MicroProfile Health reports, and the periodic tasks, which are scheduled by elapsed time. */
package org.sessionroom.health;
