/** Two nodes are one room, and only nodes with the installation's key belong to it. */
package org.sessionroom.tests.cluster;
