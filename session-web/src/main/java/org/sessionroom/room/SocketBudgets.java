package org.sessionroom.room;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.ConfigProvider;
import org.sessionroom.limit.BudgetOwner;
import org.sessionroom.limit.CommonPlaces;
import org.sessionroom.limit.SourceAddress;
import org.sessionroom.limit.SourceSite;
import org.sessionroom.participant.Person;
import org.sessionroom.participant.Tickets.Admission;
import org.sessionroom.session.SessionId;

/**
 * The open sockets of each person on this node, and their {@link SocketBudget}: a person's new socket is charged
 * to the same budget as their old ones.
 */
@ApplicationScoped
public class SocketBudgets {

    /** A page has a room's socket and a microphone's, both twice for a moment during a reload, and one for the network test. */
    static final int SOCKETS_OF_A_PERSON = 12;

    /**
     * Sockets of a person in all their sessions, or of all guests of one therapist, which they share equally when all are open: an
     * address has room for many of them.
     */
    static final int SOCKETS_OF_AN_OWNER = 60;

    /** Sockets from one address, behind which a whole clinic may be ({@code SESSION_SOCKETS_PER_ADDRESS}). */
    static final int SOCKETS_OF_AN_ADDRESS = 1_000;

    /** Number of people in memory from which on those with a full budget are removed. */
    private static final int FEW = 256;

    private final int mostOfAnAddress;
    private final Map<Visitor, Account> accounts = new HashMap<>();
    private final Map<BudgetOwner, CommonSpending> inAll = new HashMap<>();
    private final CommonPlaces<BudgetOwner, Visitor> ofOwners = new CommonPlaces<>();
    private final Map<SourceSite, Integer> sites = new HashMap<>();
    private int sweepAt = FEW;

    public SocketBudgets() {
        this(ConfigProvider.getConfig()
                .getOptionalValue("session.sockets.per.address", Integer.class)
                .orElse(SOCKETS_OF_AN_ADDRESS));
    }

    SocketBudgets(int mostOfAnAddress) {
        this.mostOfAnAddress = mostOfAnAddress;
    }

    /**
     * @param owner who pays for all of the person's sessions together
     * @return the person's budget, to be returned by {@link #close}; empty if they or their address have too many sockets
     */
    synchronized Optional<SocketBudget> open(
            Admission admission, BudgetOwner owner, SourceAddress address, long nanoTime) {
        sweep(nanoTime);
        CommonSpending ofOwner = inAll.computeIfAbsent(owner, unknown -> new CommonSpending(nanoTime));
        Visitor visitor = Visitor.of(admission);
        Account account = accounts.computeIfAbsent(visitor, someone -> new Account(owner, ofOwner, nanoTime));
        int ofSite = sites.getOrDefault(address.site(), 0);
        if (account.sockets >= SOCKETS_OF_A_PERSON
                || ofSite >= mostOfAnAddress
                || !ofOwners.enter(account.owner, visitor, SOCKETS_OF_AN_OWNER)) {
            return Optional.empty();
        }
        account.sockets++;
        sites.put(address.site(), ofSite + 1);
        return Optional.of(account.budget);
    }

    /** A socket that got a budget from {@link #open} is closed. */
    synchronized void close(Admission admission, SourceAddress address) {
        Visitor visitor = Visitor.of(admission);
        Account account = accounts.get(visitor);
        account.sockets--;
        ofOwners.leave(account.owner, visitor);
        sites.computeIfPresent(address.site(), (key, open) -> open == 1 ? null : open - 1);
    }

    /** How long a person who flooded this node must wait for a new ticket; zero for everybody else. */
    public synchronized Duration untilRecovered(Person person, SessionId session, long nanoTime) {
        Account account = accounts.get(new Visitor(person.id(), session));
        return account == null ? Duration.ZERO : account.budget.untilRecovered(nanoTime);
    }

    private void sweep(long nanoTime) {
        if (accounts.size() >= sweepAt) {
            accounts.values().removeIf(account -> account.sockets == 0 && account.budget.isFull(nanoTime));
            Set<BudgetOwner> remembered =
                    accounts.values().stream().map(account -> account.owner).collect(Collectors.toSet());
            inAll.entrySet()
                    .removeIf(one ->
                            !remembered.contains(one.getKey()) && one.getValue().isFull(nanoTime));
            sweepAt = Math.max(FEW, 2 * accounts.size());
        }
    }

    int remembered() {
        return accounts.size();
    }

    private record Visitor(String person, SessionId session) {

        static Visitor of(Admission admission) {
            return new Visitor(admission.person().id(), admission.session());
        }
    }

    private static final class Account {

        private final BudgetOwner owner;
        private final SocketBudget budget;
        private int sockets;

        Account(BudgetOwner owner, CommonSpending ofOwner, long nanoTime) {
            this.owner = owner;
            budget = new SocketBudget(ofOwner, nanoTime);
        }
    }
}
