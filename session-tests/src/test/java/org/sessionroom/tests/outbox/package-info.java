/** Mails are kept until the mail server has accepted them, however it behaves. */
package org.sessionroom.tests.outbox;
