/** The connections to the recogniser and the language model, and their metrics. */
package org.sessionroom.provider;
