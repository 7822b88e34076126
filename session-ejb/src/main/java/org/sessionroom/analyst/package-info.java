/** Asks for insights, locally and at the provider, and deletes what is based on words that are gone. */
package org.sessionroom.analyst;
