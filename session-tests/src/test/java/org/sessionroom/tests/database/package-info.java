/** The room with its database: outages, locked rows, a pooler, and the data of a former version. */
package org.sessionroom.tests.database;
