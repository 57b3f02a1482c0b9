package kz.dabyl.collector.trust;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Who is trusted, as topic {@code dabyl.trust} says: invites, and the probes that came by them. Whether an enrolment is
 * within its invite's number is decided by the order of the topic, so that all collectors decide alike.
 *
 * <p>Written by the thread that reads the topic, one record at a time; read by everybody.
 */
public final class TrustBook {

    private final Map<String, Invite> invites = new ConcurrentHashMap<>();
    private final Map<String, Enrolment> probes = new ConcurrentHashMap<>();
    private final Map<String, Integer> enrolled = new ConcurrentHashMap<>();

    /**
     * Takes what one record of the topic says.
     *
     * @return the probes that it shuts out
     */
    public List<Principal.Probe> take(TrustRecord record) {
        return record instanceof Invite invite ? take(invite) : take((Enrolment) record);
    }

    private List<Principal.Probe> take(Invite invite) {
        var before = invites.put(invite.id(), invite);
        if (!invite.ended() || (before != null && before.ended())) {
            return List.of();
        }
        return probes.values().stream()
                .filter(enrolment -> enrolment.invite().equals(invite.id()))
                .map(enrolment -> new Principal.Probe(enrolment.probe(), invite.id()))
                .toList();
    }

    private List<Principal.Probe> take(Enrolment enrolment) {
        var known = probes.containsKey(enrolment.probe());
        // A revocation stands whoever came first: compaction may have moved an enrolment behind those that took its
        // place.
        if (!known && !enrolment.revoked() && full(enrolment.invite())) {
            return List.of();
        }
        probes.put(enrolment.probe(), enrolment);
        if (!known) {
            enrolled.merge(enrolment.invite(), 1, Integer::sum);
        }
        return enrolment.revoked() ? List.of(new Principal.Probe(enrolment.probe(), enrolment.invite())) : List.of();
    }

    /** Takes that a key was deleted from the topic. */
    public void forget(String key) {
        invites.remove(key);
        var enrolment = probes.remove(key);
        if (enrolment != null) {
            enrolled.merge(enrolment.invite(), -1, Integer::sum);
        }
    }

    public Optional<Invite> invite(String id) {
        return Optional.ofNullable(invites.get(id));
    }

    /** All invites, the oldest first. */
    public List<Invite> invites() {
        return invites.values().stream()
                .sorted(Comparator.comparingLong(Invite::created).thenComparing(Invite::id))
                .toList();
    }

    public Optional<Enrolment> enrolment(String probe) {
        return Optional.ofNullable(probes.get(probe));
    }

    /** How many probes came by an invite. */
    public int enrolled(String invite) {
        return enrolled.getOrDefault(invite, 0);
    }

    /** Whether an invite has let in as many probes as it may. */
    public boolean full(String invite) {
        return invite(invite).filter(i -> enrolled(invite) >= i.maxProbes()).isPresent();
    }

    /** Whether the operator knows who holds the invite that a probe came by. */
    public boolean vouched(Principal.Probe probe) {
        return invite(probe.invite()).filter(Invite::vouched).isPresent() && !revoked(probe);
    }

    /** Whether a probe was shut out, alone or with its invite. */
    boolean revoked(Principal.Probe probe) {
        return invite(probe.invite()).filter(Invite::ended).isPresent()
                || enrolment(probe.probe()).filter(Enrolment::revoked).isPresent();
    }
}
