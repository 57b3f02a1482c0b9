package kz.dabyl.probe.deliver;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import kz.dabyl.model.Ping;
import kz.dabyl.model.PingError;
import kz.dabyl.model.ReportReader;

/**
 * The addresses of a deployment, in the order in which they are tried. One that cannot be reached rests, longer each time,
 * but never while it is the only one: the next report must go somewhere. One that asked to be left alone is, for ten
 * minutes at most; one that is busy and does not say for how long is asked again after two intervals at the latest, since
 * the silence of its probes would be taken for that of the network.
 *
 * <p>Where there are several, what came of each since the last report stands in the next one as a ping of
 * {@code site/host}: so an address that is blocked here and answers elsewhere is told by another that is not. One that did
 * not answer when no other did either says nothing of itself, since the line may have been cut; nor does a single address:
 * its reports come late, and that tells.
 *
 * <p>Used by one thread.
 */
public final class Collectors {

    private static final Backoff REST = new Backoff(Duration.ofMinutes(1), Duration.ofMinutes(30));
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(10);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);

    private final List<Address> addresses;
    private final Backoff busy;
    private final RandomGenerator random;
    private final Map<String, Ping> signs = new HashMap<>();

    /** Of addresses that failed in this attempt, in which no other has answered yet. */
    private final Map<String, Ping> doubtful = new HashMap<>();

    /** One address and what is known of it. */
    private static final class Address {

        private final URI uri;
        private int failures;
        private int refusals;
        private long restsUntil = Long.MIN_VALUE;
        private long waitsUntil = Long.MIN_VALUE;

        /** In this attempt. */
        private boolean answered;

        Address(URI uri) {
            this.uri = uri;
        }
    }

    /** @param interval from one report to the next */
    public Collectors(List<URI> addresses, Duration interval, RandomGenerator random) {
        if (addresses.isEmpty()) {
            throw new IllegalArgumentException("there must be a collector");
        }
        this.addresses = addresses.stream().map(Address::new).toList();
        this.random = random;
        busy = new Backoff(FIRST_PAUSE, shorter(interval.multipliedBy(2), LONGEST_PAUSE));
    }

    /** Those that may be tried at {@code now}, in order. */
    public List<URI> toTry(long now) {
        var free =
                addresses.stream().filter(address -> address.waitsUntil <= now).toList();
        var rested = free.stream().filter(address -> address.restsUntil <= now).toList();
        return (rested.isEmpty() ? free : rested)
                .stream().map(address -> address.uri).toList();
    }

    int count() {
        return addresses.size();
    }

    /** They are about to be tried, one after the other. */
    void attempt() {
        doubtful.clear();
        addresses.forEach(address -> address.answered = false);
    }

    /** It answered, whatever it said. */
    void reached(URI uri, double millis) {
        var address = find(uri);
        address.answered = true;
        address.failures = 0;
        address.restsUntil = Long.MIN_VALUE;
        signs.putAll(doubtful);
        doubtful.clear();
        sign(signs, uri, name -> Ping.answered(name, millis));
    }

    void unreached(URI uri, PingError why, long now) {
        var address = find(uri);
        // Whoever answered before and does no more bears nothing out: the line may have been cut between.
        address.answered = false;
        address.failures++;
        address.restsUntil = now + REST.after(address.failures, random).toMillis();
        var another = addresses.stream().anyMatch(other -> other.answered);
        sign(another ? signs : doubtful, uri, name -> Ping.failed(name, why));
    }

    /** It takes nothing now, and asked to be left alone for {@code wanted} if it said so. */
    void refused(URI uri, Duration wanted, long now) {
        var address = find(uri);
        address.refusals++;
        var pause = wanted.isZero() ? busy.after(address.refusals, random) : shorter(wanted, LONGEST_PAUSE);
        // Many probes are told the same moment, and would all come back in it.
        var spread = wanted.isZero() ? 0 : random.nextLong(1 + pause.toMillis() / 4);
        address.waitsUntil = now + pause.toMillis() + spread;
    }

    /** It does its work. */
    void accepted(URI uri) {
        find(uri).refusals = 0;
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) <= 0 ? one : other;
    }

    private void sign(Map<String, Ping> of, URI uri, Function<String, Ping> ping) {
        var name = "site/" + uri.getHost();
        if (addresses.size() > 1 && ReportReader.isTarget(name)) {
            of.put(name, ping.apply(name));
        }
    }

    /** What came of the addresses since this was asked last. */
    public List<Ping> takeSigns() {
        var taken = new ArrayList<>(signs.values());
        signs.clear();
        return taken;
    }

    private Address find(URI uri) {
        return addresses.stream()
                .filter(address -> address.uri.equals(uri))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(uri + " is not one of the collectors"));
    }
}
