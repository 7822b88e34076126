package org.sessionroom.limit;

/**
 * Whose budget pays for work in sessions: a person's own, or that of all guests of one therapist together. A therapist can make as many
 * guests as they have appointments, so many guests of one therapist must not have more than one person in many sessions.
 *
 * @param person the user name at the identity provider
 * @param guests whether the guests of that person pay, and not the person
 */
public record BudgetOwner(String person, boolean guests) {

    /** A member of the institution, or a system. */
    public static BudgetOwner member(String person) {
        return new BudgetOwner(person, false);
    }

    /**
     * The owner of what a person and their guests use together. A therapist can be a guest in each of their own sessions, and must not
     * have twice as much by that.
     */
    public BudgetOwner together() {
        return member(person);
    }

    public static BudgetOwner guestsOf(String therapist) {
        return new BudgetOwner(therapist, true);
    }
}
