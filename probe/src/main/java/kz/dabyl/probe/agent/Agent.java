package kz.dabyl.probe.agent;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import kz.dabyl.model.Ping;
import kz.dabyl.model.Power;
import kz.dabyl.model.Report;
import kz.dabyl.probe.deliver.Clocks;
import kz.dabyl.probe.deliver.Delivery;
import kz.dabyl.probe.deliver.Outcome;
import kz.dabyl.probe.keep.Kept;
import kz.dabyl.probe.keep.Outbox;

/**
 * Does what is due: measures, reports, and brings later what could not be brought at once. A report that failed just now
 * goes with the next one. Older ones wait, once the collector is reached again, for a while that chance decides: a burst of
 * kept reports in the minute in which the network returns would show who measured. The newest report never waits, since
 * its promise alone counts: where it was not taken it is sent again within its own interval, so that what befalls one
 * connection is no silence.
 *
 * <p>Used by one thread; time comes from {@link Clocks}, and whoever calls {@link #step} waits as long as it says.
 */
public final class Agent {

    private static final long NEVER = Long.MAX_VALUE;
    private static final int BATCH = 100;
    private static final int BATCH_BYTES = 256 * 1024;
    private static final int WITH_THE_NEWEST = 8;
    private static final int MOST_TRIES = 3;
    private static final long SHORTEST_WINDOW = Duration.ofSeconds(1).toMillis();

    /** A machine does not wait for long before it sleeps: each collector has little time for a goodbye. */
    private static final Duration SHORTEST_FAREWELL = Duration.ofSeconds(1);

    private static final long SHORTEST_ROUND = Duration.ofSeconds(1).toMillis();

    /** The clocks of a machine that is awake do not drift apart by as much within a round. */
    private static final long SLEPT = Duration.ofSeconds(3).toMillis();

    /** After a goodbye before sleep a machine may take that long to fall asleep. */
    private static final long AFTER_GOODBYE = Duration.ofSeconds(60).toMillis();

    private final Parts parts;
    private final Scribe scribe;
    private final Schedule schedule;
    private final Clocks clocks;
    private final LateTurn late;
    private final YoungNumbers young = new YoungNumbers();
    private long measureAt;
    private long sendAt;
    private long againAt = NEVER;
    private int tries;
    private long droppedAndTold;
    private String told = "";

    /**
     * What it works with.
     *
     * @param measurements of one round
     * @param chore what is done beside it now and then
     * @param power what feeds the machine now
     * @param tell says something to whoever hosts the probe
     */
    public record Parts(
            Outbox outbox,
            Delivery delivery,
            Measurements measurements,
            Chore chore,
            Supplier<Optional<Power>> power,
            Consumer<String> tell) {}

    /** One round of measurements, of everything that there is to measure. */
    public interface Measurements {

        List<Ping> take(Duration budget) throws InterruptedException;
    }

    /** Something that is done where reports leave time for it. */
    public interface Chore {

        /** When it is due, by the clock that never goes back. */
        long due();

        void run(Duration patience) throws IOException, InterruptedException;
    }

    public Agent(Parts parts, Scribe scribe, Schedule schedule, Clocks clocks, RandomGenerator random) {
        this.parts = parts;
        this.scribe = scribe;
        this.schedule = schedule;
        this.clocks = clocks;
        late = new LateTurn(schedule, random);
        measureAt = clocks.steady();
        sendAt = measureAt + schedule.budget().toMillis();
    }

    /** Does one thing that is due. Returns when the next one will be, by the clock that never goes back. */
    public long step() throws IOException, InterruptedException, ShutOutException {
        var now = clocks.steady();
        if (now >= measureAt) {
            measure();
            // Only now: a round that is broken off is begun again.
            measureAt = NEVER;
            // With what was kept the new report would go before its time, and the next one come after its promise.
            late.notBefore(sendAt + 1);
        } else if (now >= sendAt) {
            plan(now);
            tries = 0;
            sendNewest();
        } else if (now >= againAt) {
            sendNewest();
        } else if (now >= late.at()) {
            sendKept(now);
        } else if (now >= parts.chore().due() && spare(now) >= SHORTEST_WINDOW) {
            parts.chore()
                    .run(Duration.ofMillis(
                            Math.min(spare(now), schedule.patience().toMillis())));
        }
        return next();
    }

    private long next() {
        var chore = Math.max(parts.chore().due(), clocks.steady());
        // Where there is no time for it then, it waits until the others are done: else nobody would ever sleep.
        return spare(chore) >= SHORTEST_WINDOW ? Math.min(chore, reports()) : reports();
    }

    /** When the next thing is due that has to do with reports. */
    private long reports() {
        return Math.min(Math.min(measureAt, sendAt), Math.min(againAt, late.at()));
    }

    /** How long from then on there is time for a chore. */
    private long spare(long from) {
        return reports() - from;
    }

    /** How long neither a round nor the next report is due. */
    private long window(long now) {
        return Math.min(measureAt, sendAt) - now;
    }

    private void measure() throws IOException, InterruptedException {
        var at = now();
        var apart = clocks.wall() - clocks.steady();
        // What came before may have taken too long, and the report goes at its time all the same.
        var left = Duration.ofMillis(Math.max(SHORTEST_ROUND, sendAt - clocks.steady()));
        var pings = parts.measurements().take(left.compareTo(schedule.budget()) < 0 ? left : schedule.budget());
        var power = parts.power().get();
        // Whoever runs low may be gone at any moment, and its silence must mean nothing.
        var promise = power.equals(Optional.of(Power.LOW)) ? Report.GOODBYE : schedule.promise();
        // What was asked before the machine slept is no evidence of the time between.
        var slept = Math.abs(clocks.wall() - clocks.steady() - apart) > SLEPT;
        keep(slept ? now() : at, promise, power, slept ? List.of() : pings);
    }

    private Kept keep(long at, int promise, Optional<Power> power, List<Ping> pings) throws IOException {
        var seq = parts.outbox().next();
        young.made(seq, clocks.steady());
        return parts.outbox().add(at, scribe.write(seq, at, promise, power, pings));
    }

    private long now() {
        return parts.delivery().skew().corrected(clocks.wall());
    }

    /** The newest report, and what failed just before it. */
    private void sendNewest() throws IOException, InterruptedException, ShutOutException {
        var begun = clocks.steady();
        againAt = NEVER;
        tries++;
        var batch = recent();
        if (batch.isEmpty()) {
            return;
        }
        if (deliver(batch, patience(begun), begun + window(begun))) {
            schedule.delivered(clocks.steady() - begun - parts.delivery().lostMillis());
            giveUp();
            late.reached(clocks.steady(), parts.outbox().size() > 0);
        } else {
            late.lost(clocks.steady());
            tryAgain();
        }
    }

    /** Not before a collector was reached: only then is it known that the clock by which they are old can be believed. */
    private void giveUp() throws IOException {
        parts.outbox().giveUpBefore(now() - YoungNumbers.OLDEST, young.first(clocks.steady()));
        var dropped = parts.outbox().dropped();
        if (dropped > droppedAndTold) {
            parts.tell()
                    .accept((dropped - droppedAndTold)
                            + " kept reports were given up: older than a week, or more than the disk may hold");
            droppedAndTold = dropped;
        }
    }

    /** Soon, and while there is time for it before the next round. */
    private void tryAgain() {
        var at = clocks.steady() + schedule.againMillis(tries);
        if (tries < MOST_TRIES && window(at) >= SHORTEST_WINDOW) {
            againAt = at;
        }
    }

    /** The newest report and what was measured just before it, in the order in which they were made. */
    private List<Kept> recent() throws IOException {
        var since = now() - 2500L * schedule.promise();
        var batch = new ArrayList<>(parts.outbox().newest(since, WITH_THE_NEWEST, BATCH_BYTES));
        Collections.reverse(batch);
        return batch;
    }

    private void plan(long from) {
        sendAt = from + schedule.pauseMillis();
        measureAt = sendAt - schedule.budget().toMillis();
    }

    private void sendKept(long now) throws IOException, InterruptedException, ShutOutException {
        if (window(now) < SHORTEST_WINDOW) {
            late.notBefore(sendAt + 1);
            return;
        }
        var batch = parts.outbox().oldest(BATCH, BATCH_BYTES);
        if (batch.isEmpty() || deliver(batch, patience(now), now + window(now))) {
            late.next(clocks.steady(), parts.outbox().size() > 0);
        } else {
            late.lost(clocks.steady());
        }
    }

    /** With each collector: where one hangs and there is time for it, another has its turn before the next round. */
    private Duration patience(long now) {
        var share = parts.delivery().share(Duration.ofMillis(window(now)), Delivery.TELLING);
        return share.compareTo(schedule.patience()) < 0 ? share : schedule.patience();
    }

    /** Whether all of them are done with, by {@code until}. */
    private boolean deliver(List<Kept> batch, Duration patience, long until)
            throws IOException, InterruptedException, ShutOutException {
        var outcome = parts.delivery().send(batch, patience, until);
        try {
            parts.outbox().done(outcome.done());
        } catch (IOException e) {
            sayOnce("the disk does not take what was delivered: " + e.getMessage());
        }
        if (outcome instanceof Outcome.ShutOut shut) {
            throw new ShutOutException(shut.status());
        }
        if (outcome instanceof Outcome.Taken taken) {
            taken.refused().forEach(why -> sayOnce("the collector refused a report: " + why));
            if (parts.delivery().skew().worthTelling()) {
                sayOnce("this machine's clock is wrong, reports bear the collector's time");
            }
            return true;
        }
        return false;
    }

    private void sayOnce(String text) {
        if (!told.equals(text)) {
            told = text;
            parts.tell().accept(text);
        }
    }

    /**
     * Signs off, so that the silence that follows means nothing, and reports no more for a minute. Returns whether a
     * collector knows; else the next start tells it.
     *
     * @param patience with all collectors together
     */
    public boolean goodbye(Duration patience) throws IOException, ShutOutException {
        keep(now(), Report.GOODBYE, parts.power().get(), List.of());
        plan(clocks.steady() + AFTER_GOODBYE);
        againAt = NEVER;
        return signedOff(recent(), patience);
    }

    /** Signs off because a fault ends it, though the disk takes nothing any more. Returns whether a collector knows. */
    boolean lastGoodbye(Duration patience) throws IOException, ShutOutException {
        return signedOff(List.of(lastReport()), patience);
    }

    /** Kept if that can be, so that the next start gives its number to no other. */
    private Kept lastReport() {
        try {
            return keep(now(), Report.GOODBYE, Optional.empty(), List.of());
        } catch (IOException | RuntimeException e) {
            var seq = parts.outbox().next();
            var at = now();
            return new Kept(seq, at, scribe.write(seq, at, Report.GOODBYE, Optional.empty(), List.of()));
        }
    }

    private boolean signedOff(List<Kept> batch, Duration patience) throws IOException, ShutOutException {
        var until = clocks.steady() + patience.toMillis();
        for (var calls = 0; calls < 2; calls++) {
            try {
                return deliver(batch, parts.delivery().share(patience, SHORTEST_FAREWELL), until);
            } catch (InterruptedException e) {
                // Whoever asked for this has interrupted what went on before, and that may come late.
            }
        }
        return false;
    }
}
