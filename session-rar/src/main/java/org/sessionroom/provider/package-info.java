/** The Jakarta Connectors resource adapter that connects the application to a speech recogniser and a language model. */
package org.sessionroom.provider;
