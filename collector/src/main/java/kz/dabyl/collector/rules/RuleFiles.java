package kz.dabyl.collector.rules;

import io.micrometer.core.instrument.Gauge;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import kz.dabyl.model.rules.RuleBook;
import kz.dabyl.model.rules.RuleChange;
import kz.dabyl.model.rules.RuleKind;
import kz.dabyl.model.rules.RuleProposal;
import kz.dabyl.runtime.Surroundings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a collector was given at its start, kept, and the files it was given, watched: what changes in them comes to hold
 * without a restart. Thread-safe.
 */
public final class RuleFiles {

    static final String BROKEN = "dabyl.rules.file.broken";

    private static final Logger LOG = LoggerFactory.getLogger(RuleFiles.class);
    private static final Duration PERIOD = Duration.ofSeconds(1);

    private final Vertx vertx;
    private final StartRules given;
    private final FiledRules filed;
    private final List<RuleWatch> watches;
    private final List<Long> timers = new ArrayList<>();

    /** @param put makes a change, and is done when the log was told of it; empty if its condition does not hold */
    public RuleFiles(
            Surroundings world,
            StartRules given,
            RuleBook book,
            Function<RuleProposal, Future<Optional<RuleChange>>> put) {
        this.vertx = world.vertx();
        this.given = given;
        this.filed = new FiledRules(book, put, world.clock());
        this.watches = given.watches();
        for (var kind : RuleKind.values()) {
            Gauge.builder(BROKEN, this, files -> files.isBroken(kind) ? 1 : 0)
                    .description("Whether what is in the watched file cannot be taken")
                    .tag("rules", kind.word())
                    .register(world.meters());
        }
    }

    /** Has what was given hold as far as it is news, and the defaults where nothing does. */
    public Future<Void> keep() {
        return given.putInto(filed);
    }

    private boolean isBroken(RuleKind kind) {
        return watches.stream().anyMatch(watch -> watch.kind() == kind && watch.isBroken());
    }

    /** Looks at each file every second until it is closed. */
    public synchronized void begin() {
        for (var watch : watches) {
            var busy = new AtomicBoolean();
            timers.add(vertx.setPeriodic(PERIOD.toMillis(), timer -> {
                if (busy.compareAndSet(false, true)) {
                    look(watch).onComplete(v -> busy.set(false));
                }
            }));
        }
    }

    private Future<Void> look(RuleWatch watch) {
        return vertx.executeBlocking(watch::look)
                .onFailure(cause -> LOG.error("{} cannot be watched", watch.name(), cause))
                .compose(found -> found.map(reading -> keep(watch, reading)).orElseGet(Future::succeededFuture));
    }

    private Future<Void> keep(RuleWatch watch, RuleReading reading) {
        return filed.keep(watch.kind(), reading, watch.name(), watch.name() + " has changed")
                .onSuccess(v -> watch.settle(reading))
                .onFailure(watch::fail);
    }

    public synchronized void close() {
        timers.forEach(vertx::cancelTimer);
        timers.clear();
    }
}
