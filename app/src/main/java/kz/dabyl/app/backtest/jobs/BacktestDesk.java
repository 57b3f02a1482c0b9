package kz.dabyl.app.backtest.jobs;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import kz.dabyl.app.backtest.HistoryKeeper;
import kz.dabyl.app.backtest.RulesInForce;
import kz.dabyl.app.backtest.SummaryLog;
import kz.dabyl.detector.tuning.history.Span;
import kz.dabyl.model.Times;
import kz.dabyl.runtime.access.Credentials;
import kz.dabyl.runtime.http.Problem;
import kz.dabyl.runtime.http.Routes;
import kz.dabyl.runtime.kafka.KafkaAccess;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where operators have thresholds tried: takes orders, and has a thread of its own on which one after the other is run. Thread-safe. */
public final class BacktestDesk implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(BacktestDesk.class);
    private static final long USUAL_MILLIS = Duration.ofDays(1).toMillis();
    private static final int ID_CHARACTERS = 12;

    /** So often the history is brought up to date; in between a back-test has little to add. */
    private static final long KEEP_MILLIS = Duration.ofMinutes(15).toMillis();

    private static final long FIRST_KEEP_MILLIS = Duration.ofMinutes(10).toMillis();

    /** A step may be in a back-test's way for so long, and is followed by as long a pause. */
    private static final Duration STEP = Duration.ofSeconds(5);

    private final Vertx vertx;
    private final KafkaAccess kafka;
    private final Path history;
    private final Path folder;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> {
        var made = new Thread(task, "backtest");
        made.setDaemon(true);
        return made;
    });
    private final Jobs jobs =
            new Jobs(thread, () -> UUID.randomUUID().toString().replace("-", "").substring(0, ID_CHARACTERS));

    /** What comes of an order. */
    sealed interface Answer {

        record Taken(Job job) implements Answer {}

        record Busy() implements Answer {}

        record Refused(Problem why) implements Answer {}
    }

    /**
     * Opens a desk.
     *
     * @param history file in which a history of the log may be kept
     * @param folder of its own for recordings that come in, made where it is missing; what an earlier process left there goes
     * @throws UncheckedIOException if it cannot be used
     */
    public BacktestDesk(Vertx vertx, KafkaAccess kafka, Path history, Path folder) {
        this.vertx = vertx;
        this.kafka = kafka;
        this.history = history;
        this.folder = folder;
        try {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            try (var left = Files.list(folder)) {
                for (var file : left.toList()) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot use " + folder + " for recordings", e);
        }
        vertx.setTimer(FIRST_KEEP_MILLIS, timer -> keepHistory());
    }

    /** On the thread of the back-tests: they share the file. */
    private void keepHistory() {
        if (!thread.isShutdown()) {
            thread.execute(() -> vertx.setTimer(step() ? STEP.toMillis() : KEEP_MILLIS, timer -> keepHistory()));
        }
    }

    private boolean step() {
        try {
            var inForce = RulesInForce.of(kafka).thresholds();
            return new HistoryKeeper(new SummaryLog(kafka), history).step(inForce, STEP);
        } catch (IOException | RuntimeException e) {
            LOG.warn("the history of the log is not brought up to date: {}", e.toString());
            return false;
        }
    }

    public Routes routes(Credentials credentials) {
        return new BacktestRoutes(this, credentials);
    }

    Jobs jobs() {
        return jobs;
    }

    Path folder() {
        return folder;
    }

    boolean full() {
        return jobs.full();
    }

    /** Takes an order for what the log holds; fails if it cannot be read. */
    Future<Answer> overLog(Order.Wish wish) {
        if (full()) {
            return Future.succeededFuture(new Answer.Busy());
        }
        return vertx.executeBlocking(() -> new SummaryLog(kafka).extent(), false)
                .map(held ->
                        held.map(span -> overLog(wish, span)).orElseGet(() -> empty("the log holds no summaries yet")));
    }

    private Answer overLog(Order.Wish wish, Span held) {
        var order = wish.within(held, USUAL_MILLIS);
        var span = order.span().orElse(held);
        if (span.from() >= span.to()) {
            return new Answer.Refused(Problem.invalid("/from", "expected a time before " + Times.format(span.to())));
        }
        if (span.to() <= held.from() || span.from() >= held.to()) {
            return empty(
                    "the log holds summaries from " + Times.format(held.from()) + " until " + Times.format(held.to()));
        }
        return taken(order, new LogTask(kafka, history, order));
    }

    private static Answer empty(String detail) {
        return new Answer.Refused(
                Problem.of(409, "no-summaries", "There is nothing to try thresholds on in this time", detail));
    }

    /** Takes an order for a recording, which goes when it is done. */
    Answer overRecording(Order order, Path recording) {
        return taken(order, new RecordingTask(kafka, recording, order));
    }

    private Answer taken(Order order, Task task) {
        return jobs.submit(order, task).<Answer>map(Answer.Taken::new).orElseGet(Answer.Busy::new);
    }

    /** Ends what runs and what waits, at once. */
    @Override
    public void close() {
        jobs.close();
        thread.shutdown();
    }
}
