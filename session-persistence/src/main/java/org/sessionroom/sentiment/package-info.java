/** How positive or negative words are: the shipped model, and the arc of a session. */
package org.sessionroom.sentiment;
