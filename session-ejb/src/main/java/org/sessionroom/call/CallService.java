package org.sessionroom.call;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import org.sessionroom.participant.ParticipantId;
import org.sessionroom.participant.Person;
import org.sessionroom.permission.Action;
import org.sessionroom.permission.Gate;
import org.sessionroom.session.SessionId;
import org.sessionroom.session.SessionRejected;

/** Provides what browsers need to call each other. */
@Stateless
public class CallService {

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
        ParticipantId own =
                gate.find(Action.ENTER_ROOM, person, id).seatOf(person).id();
        return configuration.serversFor(own, clock.instant());
    }
}
