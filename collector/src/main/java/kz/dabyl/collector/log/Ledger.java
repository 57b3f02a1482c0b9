package kz.dabyl.collector.log;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import kz.dabyl.collector.trust.Principal;
import kz.dabyl.model.LogCodec;
import kz.dabyl.model.LogEntry;
import kz.dabyl.model.TrustLevel;
import kz.dabyl.model.WireReports;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The order in which this collector's entries stand in the log. Invariant: {@code received} never decreases, and in every
 * partition a tick T comes after all reports received before T, and before all received at T or later.
 *
 * <p>Belongs to the writer's thread; only {@link #tickFault()} may be asked from elsewhere, and records settle anywhere.
 */
public final class Ledger {

    private static final Logger LOG = LoggerFactory.getLogger(Ledger.class);
    private static final long TICK_MILLIS = 1_000;

    /** So far ahead of ours the clocks of probes may be. */
    private static final long SOONEST_MILLIS = 300_000;

    private final LedgerConfig config;
    private final RecordLog log;
    private final InstantSource clock;
    private final BooleanSupplier deaf;
    private final Predicate<Principal.Probe> vouched;
    private final Packer packer;
    private final ProbeMemory memory;
    private final TrustNotes trust;
    private final TickWatch ticks = new TickWatch(System::nanoTime);
    private final Queue<Work.Submission> settled = new ConcurrentLinkedQueue<>();

    private long stamped = Long.MIN_VALUE;
    private long lastTick = Long.MIN_VALUE;
    private boolean wasDeaf;

    /** Time and collector of what was replayed last, under {@link TimeMode#LOG}. */
    private LogEntry.@Nullable Tick replayed;

    public Ledger(LedgerConfig config, RecordLog log, InstantSource clock) {
        this(config, log, clock, () -> false, probe -> false);
    }

    /**
     * @param deaf whether nobody is heard: a tick would say that whoever is silent had been listened to
     * @param vouched whether a probe came by an invite that the operator vouches for
     */
    public Ledger(
            LedgerConfig config,
            RecordLog log,
            InstantSource clock,
            BooleanSupplier deaf,
            Predicate<Principal.Probe> vouched) {
        this.deaf = deaf;
        this.vouched = vouched;
        this.config = config;
        this.log = log;
        this.clock = clock;
        packer = new Packer(log.partitions(), this::append);
        memory = new ProbeMemory(config.rememberedProbes(), log.partitions());
        trust = new TrustNotes(config.rememberedProbes());
    }

    /** Goes on where an earlier collector of this name stopped: what it stamped lies before all that comes now. */
    public void resumeAfter(long stamp) {
        stamped = stamp;
        lastTick = floor(stamp);
    }

    /** Writes a tick if one is due and then {@code works}, in their order. Cheap when there is nothing to do. */
    void write(List<Work> works) {
        learn();
        if (config.timeMode() == TimeMode.WALL) {
            stamped = Math.max(stamped, clock.millis());
            tickUpTo(stamped);
        }
        for (var work : works) {
            if (work instanceof Work.Submission submission) {
                take(submission);
            } else if (work instanceof Work.Stretch stretch) {
                take(stretch);
            }
        }
        packer.flush();
        for (var work : works) {
            if (work instanceof Owner owner && owner.complete()) {
                finish(List.of(owner));
            }
        }
    }

    /** Milliseconds until the next tick is due. */
    long untilNextTick() {
        return config.timeMode() == TimeMode.LOG || lastTick == Long.MIN_VALUE
                ? TICK_MILLIS
                : Math.max(0, Math.min(TICK_MILLIS, lastTick + TICK_MILLIS - clock.millis()));
    }

    /** Why time does not pass in the log. */
    Optional<String> tickFault() {
        return config.timeMode() == TimeMode.WALL ? ticks.fault() : Optional.empty();
    }

    /** What is received now: one stamp for each call of {@link #write}, or the time that recordings have come to. */
    private long stamp(WireReports reports) {
        if (config.timeMode() == TimeMode.WALL) {
            return stamped;
        }
        if (replayed == null) {
            // Until a recording says what time it is, the reports themselves do: none of them is of a time to come.
            var latest = clock.millis() + SOONEST_MILLIS;
            for (var i = 0; i < reports.size(); i++) {
                stamped = Math.max(stamped, Math.min(reports.at(i), latest));
            }
            return stamped;
        }
        return replayed.time();
    }

    /** Ticks are whole seconds, so that those of all collectors are alike. */
    private void tickUpTo(long now) {
        var tick = floor(now);
        if (tick > lastTick) {
            lastTick = tick;
            if (withheld()) {
                return;
            }
            var round = ticks.begin();
            append(new LogEntry.Tick(tick, config.collectorId()), round);
            if (round.complete()) {
                round.done();
            }
        }
    }

    private boolean withheld() {
        // Only ticks find out whether a log that was away is back: without them it would stay away for good.
        var now = deaf.getAsBoolean() && log.fault().isEmpty();
        if (now != wasDeaf) {
            wasDeaf = now;
            LOG.warn(now ? "no ticks are written: bodies find no room, nobody is heard" : "ticks are written again");
        }
        if (now) {
            ticks.withheld();
        }
        return now;
    }

    private static long floor(long millis) {
        return Math.floorDiv(millis, TICK_MILLIS) * TICK_MILLIS;
    }

    private void append(LogEntry.Tick tick, Owner owner) {
        appendEverywhere(LogCodec.encode(tick), owner);
    }

    private void appendEverywhere(byte[] value, Owner owner) {
        for (var partition = 0; partition < log.partitions(); partition++) {
            owner.sent();
            append(partition, value, List.of(owner));
        }
    }

    private void take(Work.Submission submission) {
        var now = stamp(submission.reports);
        var fresh = unknown(submission);
        if (submission.sender.isPresent() && !fresh.isEmpty()) {
            submission.pauseSeconds = submission.known[0].charge(fresh, now);
            if (submission.pauseSeconds.isPresent()) {
                return;
            }
        }
        submission.fresh = fresh;
        submission.received = now;
        var stamp = new LogEntry.Stamp(now, replayed == null ? config.collectorId() : replayed.collector());
        if (!fresh.isEmpty()) {
            submission.sender.ifPresent(probe -> introduce(probe, stamp, submission));
        }
        for (var i = 0; i < fresh.size(); i++) {
            var index = fresh.index(i);
            packer.add(submission.known[index].partition, stamp, fresh.reports(), index, submission);
        }
    }

    /** Tells the log how a probe came to us, before its reports. */
    private void introduce(Principal.Probe probe, LogEntry.Stamp stamp, Work.Submission submission) {
        var known = vouched.test(probe);
        submission.introduced = trust.isNews(probe.probe(), known, stamp.received());
        if (submission.introduced) {
            var level = known ? TrustLevel.VOUCHED : TrustLevel.INVITED;
            packer.add(new LogEntry.Trust(probe.probe(), probe.invite(), level, stamp), submission);
        }
    }

    /** The reports that the log is not known to hold. */
    private Selection unknown(Work.Submission submission) {
        var reports = submission.reports;
        var known = new ProbeMemory.Known[reports.size()];
        for (var i = 0; i < known.length; i++) {
            // All reports of a sender that is a probe are its own.
            known[i] = i > 0 && submission.sender.isPresent() ? known[0] : memory.known(reports, i);
        }
        submission.known = known;
        return Selection.of(reports, i -> !known[i].acknowledged.contains(reports.seq(i)));
    }

    private void take(Work.Stretch stretch) {
        for (var entry : stretch.entries) {
            if (entry instanceof LogEntry.Received received) {
                packer.add(received, stretch);
            } else if (entry instanceof LogEntry.Tick tick) {
                packer.flush();
                append(tick, stretch);
                if (replayed == null || tick.time() >= replayed.time()) {
                    replayed = tick;
                }
            } else if (entry instanceof LogEntry.Notice notice) {
                take(notice.stamp().known() ? notice : notice.stamped(stampOfNotices()), stretch);
            }
        }
    }

    /** What is said of a probe goes to its partition, what is said of all to every one. */
    private void take(LogEntry.Notice notice, Owner owner) {
        if (notice instanceof LogEntry.Trust about) {
            packer.add(about, owner);
            return;
        }
        packer.flush();
        appendEverywhere(LogCodec.encode(notice), owner);
    }

    /** While nothing has been replayed, the place of a notice tells from when on it holds. */
    private LogEntry.Stamp stampOfNotices() {
        if (config.timeMode() == TimeMode.WALL) {
            return new LogEntry.Stamp(stamped, config.collectorId());
        }
        return replayed == null ? LogEntry.Stamp.NONE : new LogEntry.Stamp(replayed.time(), replayed.collector());
    }

    private void append(int partition, byte[] value, List<Owner> owners) {
        log.append(partition, value, failure -> {
            var finished = new ArrayList<Owner>(owners.size());
            for (var owner : owners) {
                if (owner.settled(failure == null)) {
                    finished.add(owner);
                }
            }
            finish(finished);
        });
    }

    /** On whatever thread the last record settled. What is remembered of it is noted before anybody is told. */
    private void finish(List<Owner> owners) {
        for (var owner : owners) {
            if (owner instanceof Work.Submission submission) {
                settled.add(submission);
            }
        }
        owners.forEach(Owner::done);
    }

    /** Takes into memory what became of earlier submissions. */
    private void learn() {
        for (var submission = settled.poll(); submission != null; submission = settled.poll()) {
            if (!submission.failed()) {
                var fresh = submission.fresh;
                for (var i = 0; i < fresh.size(); i++) {
                    submission.known[fresh.index(i)].acknowledged.add(fresh.seq(i));
                }
            } else if (submission.introduced) {
                submission.sender.ifPresent(probe -> trust.forget(probe.probe()));
            }
        }
    }
}
