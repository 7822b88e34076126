package org.sessionroom.call;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import org.sessionroom.participant.ParticipantEntity;
import org.sessionroom.participant.ParticipantRole;
import org.sessionroom.participant.Person;
import org.sessionroom.participant.Role;
import org.sessionroom.permission.Action;
import org.sessionroom.permission.Gate;
import org.sessionroom.session.SessionId;
import org.sessionroom.session.SessionRejected;
import org.sessionroom.session.SessionRepository;
import org.sessionroom.session.TherapySessionEntity;

/** Provides what browsers need to call each other. */
@Stateless
public class CallService {

    @Inject
    private SessionRepository sessions;

    @Inject
    private IceConfiguration configuration;

    @Inject
    private Gate gate;

    @Inject
    private Clock clock;

    /**
     * The ICE servers. For everybody who may enter the room, not only for those who may call, because the network is tested
     * before entering.
     *
     * @throws SessionRejected if the session is over or it is not theirs
     */
    public IceServers iceServers(Person person, SessionId id) {
        TherapySessionEntity session = sessions.get(id);
        ParticipantEntity client = sessions.seat(id, ParticipantRole.CLIENT);
        gate.require(Action.ENTER_ROOM, person, session, client);
        ParticipantEntity own = person.is(Role.CLIENT) ? client : sessions.seat(id, ParticipantRole.THERAPIST);
        return configuration.serversFor(own.id(), clock.instant());
    }
}
