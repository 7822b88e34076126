/** The therapist's private notes of a session. No one else can read them. */
package org.sessionroom.note;
