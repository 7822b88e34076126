/**
 * Starts the whole therapy room on one machine with one command: database, identity provider, mail, keys and WildFly with
 * the application in it. For developers, demonstrations and the black-box tests; a hospital uses its own instead.
 */
package org.sessionroom.launcher;
