/** The room's page and its sockets: the field, the panels, the layout, and what each frame may do. */
package org.sessionroom.tests.room;
