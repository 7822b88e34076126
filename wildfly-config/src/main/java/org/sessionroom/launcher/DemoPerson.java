package org.sessionroom.launcher;

import java.util.List;
import java.util.Locale;

/** The hospital's people in a demonstration, the same at both identity providers. All of them are invented. */
public enum DemoPerson {
    PAULO("Dr. Paulo Rezende", "Paulo", "Terapeuta", "Therapist", "THERAPIST"),
    HELENA("Dra. Helena Prado", "Helena", "Terapeuta", "Therapist", "THERAPIST"),
    ALINE("Aline Moraes", "Aline", "Administração", "Administration", "ADMIN"),
    OTAVIO("Otávio Lins", "Otávio", "Encarregado de dados", "Privacy officer", "PRIVACY_OFFICER");

    private final String fullName;
    private final String givenName;
    private final String workInPortuguese;
    private final String workInEnglish;
    private final String role;

    DemoPerson(String fullName, String givenName, String workInPortuguese, String workInEnglish, String role) {
        this.fullName = fullName;
        this.givenName = givenName;
        this.workInPortuguese = workInPortuguese;
        this.workInEnglish = workInEnglish;
        this.role = role;
    }

    /** The person's user name in the application (claims {@code sub} and {@code preferred_username}). */
    public String userName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public String fullName() {
        return fullName;
    }

    public String givenName() {
        return givenName;
    }

    public String familyName() {
        return fullName.substring(fullName.lastIndexOf(' ') + 1);
    }

    public String email() {
        return userName() + "@hospital.example.org";
    }

    public String locale() {
        return "pt-BR";
    }

    public List<String> roles() {
        return List.of(role);
    }

    String workInPortuguese() {
        return workInPortuguese;
    }

    String workInEnglish() {
        return workInEnglish;
    }
}
