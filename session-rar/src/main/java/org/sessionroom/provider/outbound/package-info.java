/**
 * Managed connections and their factories (Jakarta Connectors): how the application opens a stream or asks the language
 * model.
 */
package org.sessionroom.provider.outbound;
