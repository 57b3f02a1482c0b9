package kz.dabyl.collector;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import kz.dabyl.collector.admission.Admission;
import kz.dabyl.collector.invites.TrustRoutes;
import kz.dabyl.collector.log.Availability;
import kz.dabyl.collector.log.KafkaLog;
import kz.dabyl.collector.log.LastStamp;
import kz.dabyl.collector.log.Ledger;
import kz.dabyl.collector.log.LogWriter;
import kz.dabyl.collector.log.MeteredProducers;
import kz.dabyl.collector.log.NoticeRelay;
import kz.dabyl.collector.log.RecordLog;
import kz.dabyl.collector.log.TimeMode;
import kz.dabyl.collector.reports.CollectorMeters;
import kz.dabyl.collector.reports.ReportRoute;
import kz.dabyl.collector.rules.CandidateLog;
import kz.dabyl.collector.rules.CandidateRoutes;
import kz.dabyl.collector.rules.RuleFiles;
import kz.dabyl.collector.rules.RuleLog;
import kz.dabyl.collector.rules.RuleRoutes;
import kz.dabyl.collector.trust.Gate;
import kz.dabyl.collector.trust.Principal;
import kz.dabyl.collector.trust.ProbeTokens;
import kz.dabyl.collector.trust.TrustBook;
import kz.dabyl.collector.trust.TrustLog;
import kz.dabyl.collector.trust.Withdrawals;
import kz.dabyl.model.LogEntry;
import kz.dabyl.model.TrustLevel;
import kz.dabyl.model.rules.RuleBook;
import kz.dabyl.runtime.Surroundings;
import kz.dabyl.runtime.access.Credentials;
import kz.dabyl.runtime.http.Routes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running collector: takes reports over HTTP, and answers once they are in the log. Thread-safe. */
public final class Collector {

    private static final Logger LOG = LoggerFactory.getLogger(Collector.class);
    private static final Duration KAFKA_WAIT = Duration.ofSeconds(30);
    private static final Duration LAST_STAMP_WAIT = Duration.ofSeconds(10);
    private static final Duration DRAIN = Duration.ofSeconds(3);
    private static final Duration RETRY = Duration.ofMillis(500);
    private static final Duration TOLD_AGAIN = Duration.ofDays(1);
    private static final Duration RULES_AGAIN = Duration.ofHours(12);
    private static final Duration FLUSH_GAP = Duration.ofMillis(1);

    private final Vertx vertx;
    private final MeteredProducers producers;
    private final LogWriter writer;
    private final NoticeRelay relay;
    private final TrustLog trust;
    private final RuleLog rules;
    private final RuleFiles files;
    private final CandidateLog candidates;
    private final Routes routes;
    private final Routes shadow;

    private Collector(Surroundings world, CollectorConfig config, Credentials credentials) throws InterruptedException {
        vertx = world.vertx();
        world.health().register("kafka log", () -> Optional.of("not reached yet"));
        world.health().register("trust", () -> Optional.of("not read yet"));
        world.health().register("rules", () -> Optional.of("not read yet"));
        producers = new MeteredProducers(world.kafka(), world.meters());
        var book = new TrustBook();
        var log = KafkaLog.open(
                producers,
                KAFKA_WAIT,
                config.timeMode() == TimeMode.WALL ? Availability.Trials.TICKS : Availability.Trials.ANY);
        var admission = Admission.of(config.limits());
        writer = LogWriter.start(log, ledger(world, config, log, admission, book), FLUSH_GAP);
        relay = new NoticeRelay(vertx, writer::write);
        trust = new TrustLog(
                vertx,
                world.kafka(),
                world.meters(),
                book,
                (probes, written) -> shutOut(probes, written, world.clock()));
        var ruleBook = new RuleBook();
        rules = new RuleLog(vertx, world.kafka(), world.meters(), ruleBook, relay);
        files = new RuleFiles(world, config.rules(), ruleBook, rules::put);
        candidates = new CandidateLog(vertx, world.kafka(), world.meters());
        if (!trust.awaitCaughtUp(KAFKA_WAIT)) {
            LOG.warn(
                    "revocations are still being read, until then probes are answered 503: {}",
                    trust.fault().orElse("slow"));
        }
        if (!rules.awaitCaughtUp(KAFKA_WAIT)) {
            throw new IllegalStateException(rules.fault().orElse("thresholds and rallies are read too slowly"));
        }
        world.health().register("kafka log", writer::fault);
        if (config.timeMode() == TimeMode.WALL) {
            world.health().register("room", admission::fault);
        }
        world.health().register("trust", trust::fault);
        world.health().register("rules", rules::fault);
        world.health().register("shadow", candidates::fault);
        var tokens = new ProbeTokens(credentials.probeKeys());
        var gate = new Gate(credentials, tokens, Gate.Trust.of(book, trust::caughtUp));
        var changes = new RuleRoutes.Services(gate, ruleBook, rules::put, world.clock());
        shadow = new CandidateRoutes(candidates, changes);
        routes = new CollectorRoutes(
                config.timeMode(),
                new ReportRoute.Services(
                        gate,
                        config.limits(),
                        admission,
                        writer::write,
                        new CollectorMeters(world.meters()).showing(world.meters(), admission)),
                new TrustRoutes.Services(
                        gate,
                        tokens,
                        book,
                        trust::put,
                        world.clock(),
                        config.targets(),
                        config.rules().asns(),
                        new Withdrawals(world.vertx(), book, trust::put)),
                changes,
                writer::write,
                new AtomicInteger());
    }

    /** Of what the log was told long ago by an earlier start it is not told again. */
    private void shutOut(List<Principal.Probe> probes, long written, InstantSource clock) {
        if (written >= clock.millis() - TOLD_AGAIN.toMillis()) {
            relay.say(probes.stream()
                    .map(probe -> new LogEntry.Trust(probe.probe(), probe.invite(), TrustLevel.REVOKED))
                    .toList());
        }
    }

    /** Has the log know by what to judge; from then on it is told of every change, and of what holds twice a day. */
    private Future<Collector> begin(CollectorConfig config) {
        return keepRules(System.nanoTime() + KAFKA_WAIT.toNanos())
                .compose(v -> rules.begin())
                .onSuccess(v -> {
                    files.begin();
                    if (config.timeMode() == TimeMode.WALL) {
                        vertx.setPeriodic(RULES_AGAIN.toMillis(), timer -> rules.repeat());
                    }
                })
                .map(this);
    }

    /** Tries again what a broker that has just started may refuse; a change that got there all the same counts once. */
    private Future<Void> keepRules(long deadline) {
        return files.keep().recover(cause -> {
            if (System.nanoTime() > deadline) {
                return Future.failedFuture(cause);
            }
            LOG.info("thresholds and rallies cannot be kept yet: {}", cause.toString());
            return vertx.timer(RETRY.toMillis(), TimeUnit.MILLISECONDS).compose(v -> keepRules(deadline));
        });
    }

    private static Ledger ledger(
            Surroundings world, CollectorConfig config, RecordLog log, Admission admission, TrustBook book) {
        var ledger = new Ledger(config.ledger(), log, world.clock(), admission::deaf, book::vouched);
        if (config.timeMode() == TimeMode.WALL) {
            LastStamp.of(world.kafka(), config.collectorId(), LAST_STAMP_WAIT).ifPresent(stamp -> {
                var behind = Duration.ofMillis(stamp - world.clock().millis());
                if (behind.compareTo(Duration.ofSeconds(1)) > 0) {
                    LOG.warn(
                            "the clock is {} behind what collector {} wrote: its time stands still so long",
                            behind,
                            config.collectorId());
                }
                ledger.resumeAfter(stamp);
            });
        }
        return ledger;
    }

    /**
     * Starts a collector. The topics must exist; waits up to half a minute for Kafka, and fails then.
     */
    public static Future<Collector> start(Surroundings world, CollectorConfig config, Credentials credentials) {
        return world.vertx()
                .executeBlocking(() -> new Collector(world, config, credentials), false)
                .compose(collector -> collector.begin(config))
                .onSuccess(v -> LOG.info("collector {} started, time by {}", config.collectorId(), config.timeMode()));
    }

    /** What it serves, to be mounted where no body handler comes before. */
    public Routes routes() {
        return routes;
    }

    /** What it serves of thresholds that run beside those in force. */
    public Routes shadow() {
        return shadow;
    }

    /** Refuses new reports, waits at most three seconds until those under way are in the log, and ends. */
    public Future<Void> close() {
        return vertx.executeBlocking(
                () -> {
                    files.close();
                    relay.close();
                    writer.close(DRAIN);
                    trust.close();
                    rules.close();
                    candidates.close();
                    producers.close();
                    return null;
                },
                false);
    }
}
