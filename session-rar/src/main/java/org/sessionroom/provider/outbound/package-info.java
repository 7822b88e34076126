/**
 * Managed connections and their factories (Jakarta Connectors): how the application opens a stream or sends a request to the language
 * model.
 */
package org.sessionroom.provider.outbound;
