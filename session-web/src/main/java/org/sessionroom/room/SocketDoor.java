package org.sessionroom.room;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.websocket.Session;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.DoubleSupplier;
import java.util.stream.Collectors;
import org.sessionroom.limit.BudgetOwner;
import org.sessionroom.limit.SourceAddress;
import org.sessionroom.participant.Tickets.Admission;
import org.sessionroom.session.BudgetOwners;

/**
 * Admits every socket: determines its person, its budget and its time limit for sending, and refuses it if there are too many.
 */
@ApplicationScoped
public class SocketDoor {

    /** Time for a frame to be passed on to the connection; a browser that does not read is closed. */
    private static final long SEND_TIMEOUT_MILLIS = 2_000;

    @Inject
    private SocketBudgets budgets;

    @Inject
    private BudgetOwners owners;

    private final Set<AdmittedSocket> open = ConcurrentHashMap.newKeySet();

    /**
     * Starts guarding a socket that was just opened. Must be called before anything else is done for it.
     *
     * @param price of a read; see {@link SocketGuard}
     * @return empty if it was closed again: without a ticket, with too many of the person or their address, or after a flood
     */
    Optional<AdmittedSocket> admit(Session socket, DoubleSupplier price) {
        Map<String, Object> handshake = socket.getUserProperties();
        SourceAddress address = (SourceAddress) handshake.get(RoomHandshake.ADDRESS);
        Optional<Admission> admission = admission(socket, handshake.remove(RoomHandshake.ADMISSION));
        if (admission.isEmpty()) {
            boolean unavailable = handshake.remove(RoomHandshake.UNAVAILABLE) != null;
            refuse(socket, unavailable ? CloseReasons.TRY_AGAIN_LATER : CloseReasons.TICKET_REFUSED);
            return Optional.empty();
        }
        long now = System.nanoTime();
        Optional<SocketBudget> budget = budgets.open(admission.get(), owner(admission.get()), address, now);
        if (budget.isEmpty()) {
            refuse(socket, CloseReasons.TOO_MANY);
            return Optional.empty();
        }
        AdmittedSocket admitted = new AdmittedSocket(admission.get(), address, guard(socket, budget.get(), price));
        if (!budget.get().untilRecovered(now).isZero()) {
            admitted.guard().close(CloseReasons.TOO_FAST);
            leave(admitted);
            return Optional.empty();
        }
        socket.getAsyncRemote().setSendTimeout(SEND_TIMEOUT_MILLIS);
        open.add(admitted);
        return Optional.of(admitted);
    }

    private BudgetOwner owner(Admission admission) {
        return owners.of(admission.person(), admission.session()).together();
    }

    private static Optional<Admission> admission(Session socket, Object redeemed) {
        return RoomHandshake.PROTOCOL.equals(socket.getNegotiatedSubprotocol())
                        && redeemed instanceof Optional<?> known
                        && known.isPresent()
                ? known.map(Admission.class::cast)
                : Optional.empty();
    }

    /** A refused client may continue to send. */
    private static void refuse(Session socket, CloseReasons reason) {
        long now = System.nanoTime();
        SocketBudget strangers = new SocketBudget(new CommonSpending(now), now);
        guard(socket, strangers, () -> SocketGuard.PRICE_OF_WAITING).turnAway(reason);
    }

    private static SocketGuard guard(Session socket, SocketBudget budget, DoubleSupplier price) {
        UndertowWire wire = UndertowWire.under(socket);
        SocketGuard guard = new SocketGuard(socket, budget, wire, price);
        wire.meter(guard);
        return guard;
    }

    /** A socket that was admitted is closed. */
    void leave(AdmittedSocket admitted) {
        open.remove(admitted);
        budgets.close(admitted.admission(), admitted.address());
    }

    /** The logins of this node's open sockets. */
    Set<UUID> logins() {
        return open.stream()
                .map(socket -> socket.admission().person().login())
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
    }

    /** Closes the sockets of these logins, which have ended. */
    void endLogins(Set<UUID> logins) {
        open.stream()
                .filter(socket -> socket.admission().person().login() != null
                        && logins.contains(socket.admission().person().login()))
                .forEach(socket -> socket.guard().close(CloseReasons.LOGGED_OUT));
    }

    /** An admitted socket and its person. */
    record AdmittedSocket(Admission admission, SourceAddress address, SocketGuard guard) {}
}
