/** The instructions of docs/operations.md, executed step by step on an unmodified WildFly. */
package org.sessionroom.tests.installation;
