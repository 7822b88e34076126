/** What MicroProfile Health reports, and the tasks that run again and again by elapsed time. */
package org.sessionroom.health;
