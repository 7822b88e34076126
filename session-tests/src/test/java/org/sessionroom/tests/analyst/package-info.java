/** The assistant's analysis of a session, with a language model on a real socket, and the scripts that show it. */
package org.sessionroom.tests.analyst;
