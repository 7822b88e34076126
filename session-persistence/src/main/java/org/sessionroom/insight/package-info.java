/** What the assistant found in a session, each insight with the lines or changes that it cites, and how the answers are stored. */
package org.sessionroom.insight;
