/** How insights come about: the local analyst, and the request to a language model with the strict reading of its answer. */
package org.sessionroom.analyst;
