/**
 * What the application sees of the adapter: connection factories, the listener for recognised speech, and failures by
 * their remedy.
 */
package org.sessionroom.provider.api;
