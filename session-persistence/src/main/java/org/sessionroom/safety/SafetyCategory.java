package org.sessionroom.safety;

/** The topic of a mention that calls for a look. */
public enum SafetyCategory {
    SUICIDE,
    SELF_HARM,
    VIOLENCE,
    ABUSE
}
