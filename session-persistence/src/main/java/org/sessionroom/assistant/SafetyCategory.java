package org.sessionroom.assistant;

/** What a mention that calls for a look is about. */
public enum SafetyCategory {
    SUICIDE,
    SELF_HARM,
    VIOLENCE,
    ABUSE
}
