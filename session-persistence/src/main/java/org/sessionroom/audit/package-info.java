/** The audit log: who did what, or was refused what, and when. It contains no content. */
package org.sessionroom.audit;
