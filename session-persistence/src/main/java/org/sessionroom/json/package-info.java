/** Strict reading of JSON that browsers send: the frames of every socket are read by it, and each fault names its member. */
package org.sessionroom.json;
