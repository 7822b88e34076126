package org.sessionroom.consent;

import java.io.Serializable;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.sessionroom.participant.ParticipantRole;

/** Who agrees to what now. */
public final class GivenConsents implements Serializable {

    private static final long serialVersionUID = 1L;

    private final EnumMap<Purpose, EnumSet<ParticipantRole>> given = new EnumMap<>(Purpose.class);

    private GivenConsents() {}

    /** @param decisions of the current holders of the seats, oldest first */
    public static GivenConsents after(List<Consent> decisions) {
        GivenConsents consents = new GivenConsents();
        for (Purpose purpose : Purpose.values()) {
            consents.given.put(purpose, EnumSet.noneOf(ParticipantRole.class));
        }
        for (Consent consent : decisions) {
            Set<ParticipantRole> roles = consents.given.get(consent.purpose());
            if (consent.decision() == Decision.GIVEN) {
                roles.add(consent.role());
            } else {
                roles.remove(consent.role());
            }
        }
        return consents;
    }

    /** Those who agree to it, the therapist first. */
    public Set<ParticipantRole> to(Purpose purpose) {
        return EnumSet.copyOf(given.get(purpose));
    }

    public boolean byBoth(Purpose purpose) {
        return given.get(purpose).containsAll(EnumSet.allOf(ParticipantRole.class));
    }

    /** The purposes to which both agree. */
    public Set<Purpose> byBoth() {
        return given.keySet().stream().filter(this::byBoth).collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof GivenConsents consents && given.equals(consents.given);
    }

    @Override
    public int hashCode() {
        return given.hashCode();
    }

    @Override
    public String toString() {
        return given.toString();
    }

    /** Whether both agree that what is said is transcribed and analysed. */
    public boolean allowAnalysis() {
        return byBoth().containsAll(Set.of(Purpose.TRANSCRIPTION, Purpose.AI_ANALYSIS));
    }
}
