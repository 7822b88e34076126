package org.sessionroom.call;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import org.sessionroom.participant.Participant;
import org.sessionroom.participant.ParticipantRole;
import org.sessionroom.participant.Person;
import org.sessionroom.participant.Role;
import org.sessionroom.permission.Action;
import org.sessionroom.permission.Gate;
import org.sessionroom.session.SessionId;
import org.sessionroom.session.SessionRejected;
import org.sessionroom.session.Sessions;
import org.sessionroom.session.TherapySession;

/** What browsers need to call each other. */
@Stateless
public class Calling {

    @Inject
    private Sessions sessions;

    @Inject
    private IceConfiguration configuration;

    @Inject
    private Gate gate;

    @Inject
    private Clock clock;

    /**
     * The servers to find a way by. For whoever may enter the room, not only for whoever may call: the network is tested
     * before.
     *
     * @throws SessionRejected when the session is over or it is not theirs
     */
    public IceServers iceServers(Person person, SessionId id) {
        TherapySession session = sessions.get(id);
        Participant client = sessions.seat(id, ParticipantRole.CLIENT);
        gate.require(Action.ENTER_ROOM, person, session, client);
        Participant own = person.is(Role.CLIENT) ? client : sessions.seat(id, ParticipantRole.THERAPIST);
        return configuration.serversFor(own.id(), clock.instant());
    }
}
