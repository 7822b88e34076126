package org.sessionroom.participant;

/** The role of a person or a system. Named as in the institution's identity provider. */
public enum Role {
    /** Conducts sessions; sees only their own. */
    THERAPIST,
    /** Takes part in the one session they were invited to. */
    CLIENT,
    /** Keeps the installation running; sees no clinical content. */
    ADMIN,
    /** Answers data subjects and reads the audit log; sees no clinical content. */
    PRIVACY_OFFICER,
    /** The hospital's scheduling system: books appointments. */
    SCHEDULER,
    /** The room itself, when a time limit acts. Never accepted from outside. */
    SYSTEM
}
