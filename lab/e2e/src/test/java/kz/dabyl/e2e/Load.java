package kz.dabyl.e2e;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Relays that send batches without a pause and send each again until it is acknowledged, as the contract asks. Remembers
 * what was acknowledged. No two loads speak of the same probes, so that what one lost is not found in what another brought.
 * Thread-safe.
 */
final class Load implements AutoCloseable {

    private static final AtomicInteger LOADS = new AtomicInteger();
    private static final int WRITERS = 4;
    private static final int BATCH = 20;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    private final AtomicInteger refused = new AtomicInteger();
    private final String name = "p-" + LOADS.incrementAndGet();
    private final List<Thread> writers = new ArrayList<>();
    private volatile Service service;
    private volatile boolean ended;

    /** Reports {@code "probe/seq"}, and the request that bears them. */
    private record Batch(List<String> names, String body) {}

    private Load(Service service) {
        this.service = service;
    }

    static Load on(Service service) {
        var load = new Load(service);
        for (var writer = 0; writer < WRITERS; writer++) {
            var number = writer;
            load.writers.add(new Thread(() -> load.write(number), "writer-" + writer));
        }
        load.writers.forEach(Thread::start);
        return load;
    }

    /** From now on to another process of the same service. */
    void goOnWith(Service other) {
        service = other;
    }

    /** Waits until so many more reports than now are acknowledged. */
    void awaitMore(int reports) {
        var enough = acknowledged.size() + reports;
        await().atMost(PATIENCE).until(() -> acknowledged.size() >= enough);
    }

    /** Ends the writers, each after the answer to its last request; gives all that was acknowledged. */
    Set<String> end() throws InterruptedException {
        ended = true;
        for (var writer : writers) {
            writer.join();
        }
        return new HashSet<>(acknowledged);
    }

    /** Requests that were answered 503 with a time to come back. */
    int refused() {
        return refused.get();
    }

    private void write(int writer) {
        for (var round = 0; !ended; round++) {
            var batch = batch(writer, round);
            if (!taken(batch)) {
                await().pollInSameThread()
                        .pollInterval(Duration.ofMillis(50))
                        .atMost(PATIENCE)
                        .until(() -> ended || taken(batch));
            }
        }
    }

    private Batch batch(int writer, int round) {
        var names = new ArrayList<String>();
        var body = new StringBuilder();
        for (var i = 0; i < BATCH; i++) {
            var probe = name + "-" + writer + "-" + i;
            names.add(probe + "/" + round);
            body.append(Logs.report(probe, round, Instant.now().toString())).append('\n');
        }
        return new Batch(names, body.toString());
    }

    private boolean taken(Batch batch) {
        try {
            var answer = service.postReports(batch.body());
            if (answer.statusCode() == 202) {
                acknowledged.addAll(batch.names());
                return true;
            }
            if (saysWhenToComeBack(answer)) {
                refused.incrementAndGet();
                return false;
            }
            throw new AssertionError("answered " + answer.statusCode() + " " + answer.body());
        } catch (IOException e) {
            // The process is gone: so is the answer, and the batch is sent again.
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            ended = true;
            return false;
        }
    }

    private static boolean saysWhenToComeBack(HttpResponse<String> answer) {
        return answer.statusCode() == 503
                && answer.headers()
                        .firstValue("retry-after")
                        .filter(seconds -> seconds.matches("[0-9]+"))
                        .isPresent();
    }

    @Override
    public void close() {
        ended = true;
    }
}
