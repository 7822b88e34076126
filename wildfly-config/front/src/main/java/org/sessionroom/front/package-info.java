/**
 * The handler that every request to the server passes before any application or subsystem, and every answer on its way out. It is
 * part of the server's configuration (70-undertow.cli), not of the application: pages, API, OpenAPI and the server's own
 * answers are treated alike.
 */
package org.sessionroom.front;
