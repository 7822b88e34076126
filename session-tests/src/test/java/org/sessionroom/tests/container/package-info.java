/** Tests inside WildFly (Arquillian), for what exists only there, such as transactions and timers. */
package org.sessionroom.tests.container;
