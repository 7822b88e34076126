/**
 * The video call as far as the server knows it: ICE servers and TURN credentials, and the measured quality for each
 * minute and side. Sound and picture never pass the server.
 */
package org.sessionroom.call;
