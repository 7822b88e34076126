package org.sessionroom.session;

import org.sessionroom.session.SessionConductor.Entrance;

/**
 * A person's stay in the room, as one connection sees it.
 *
 * @param conductor takes the person's commands
 * @param entrance what the person sees when they enter
 * @param key of its entry in {@link VisitDirectory}
 */
public record Visit(SessionConductor conductor, Entrance entrance, String key, VisitEntry entry) {}
