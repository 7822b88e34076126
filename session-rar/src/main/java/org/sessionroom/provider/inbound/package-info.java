/** Delivers recognised speech to the application's message endpoint, in order and inside the endpoint's transaction. */
package org.sessionroom.provider.inbound;
