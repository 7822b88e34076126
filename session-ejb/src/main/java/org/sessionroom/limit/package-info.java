/** Rate limits for people, logins and addresses, and limits for slow readers. */
package org.sessionroom.limit;
