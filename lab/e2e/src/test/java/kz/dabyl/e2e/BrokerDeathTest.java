package kz.dabyl.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How fast a collector tells that its broker was killed, and that it is back; logged as a table. {@code -Dbroker.kills=N}
 * times. With {@code -Dbroker.limits=true} it is held to what is aimed at, for a machine that does nothing else; without,
 * only to limits that a crowded machine keeps too. Clients pause for 2 ms between an answer and the next question, or for
 * {@code -Dbroker.pause.ms}, which tells what their own hunger for the processor does to the times.
 */
@Tag("long")
class BrokerDeathTest {

    private static final Logger LOG = LoggerFactory.getLogger(BrokerDeathTest.class);
    private static final int WRITERS = 3;
    private static final int ENOUGH = 300;
    private static final Duration PAUSE = Duration.ofMillis(Integer.getInteger("broker.pause.ms", 2));
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final List<Double> untilRefused = new ArrayList<>();
    private final List<Double> underWay = new ArrayList<>();
    private final List<Double> refused = new ArrayList<>();
    private final List<Double> malformed = new ArrayList<>();
    private final List<Double> afterListening = new ArrayList<>();
    private final List<Double> afterWritable = new ArrayList<>();

    /** When the broker's connections ended, when it listened again and when it took a record. */
    private record Absence(long from, long listening, long writable) {

        boolean after(Asking.Answer answer) {
            return answer.asked() > from;
        }
    }

    private enum Taken {
        YES(202),
        NO(503);

        private final int status;

        Taken(int status) {
            this.status = status;
        }

        boolean is(Asking.Answer answer) {
            return answer.status() == status;
        }
    }

    @Test
    void tellsAtOnceThatTheBrokerIsAwayAndThatItIsBack(@TempDir Path folder) throws Exception {
        var acknowledged = new HashSet<String>();
        try (var broker = Broker.start(Files.createDirectory(folder.resolve("kafka")))) {
            try (var collector =
                    Service.start(folder.resolve("c"), "--kafka", broker.address(), "--roles", "collector")) {
                for (var kill = 0; kill < Integer.getInteger("broker.kills", 3); kill++) {
                    acknowledged.addAll(kill(broker, collector, kill));
                }
            }
            log();

            var found = Tally.of(Program.run(
                    "record",
                    "--kafka",
                    broker.address(),
                    "--data",
                    folder.resolve("any").toString(),
                    "--raw"));
            found.assertHolds(acknowledged);
        }
        assertInTime();
    }

    private void assertInTime() {
        var strict = Boolean.getBoolean("broker.limits");
        assertThat(p99(untilRefused)).as("to the first 503").isLessThanOrEqualTo(strict ? 20 : 1_000);
        assertThat(p99(refused)).as("a 503").isLessThanOrEqualTo(strict ? 20 : 1_000);
        assertThat(p99(malformed)).as("a 400").isLessThanOrEqualTo(strict ? 10 : 1_000);
        assertThat(p99(afterWritable)).as("to the first 202").isLessThanOrEqualTo(strict ? 500 : 5_000);
        assertThat(underWay).allSatisfy(millis -> assertThat(millis).isLessThan(1_000));
    }

    private static double p99(List<Double> millis) {
        var sorted = millis.stream().sorted().toList();
        return sorted.get((int) Math.ceil(sorted.size() * 0.99) - 1);
    }

    private Set<String> kill(Broker broker, Service collector, int kill) throws Exception {
        var witness = new Witness(broker.address());
        witness.writable();
        var connection = witness.connected();
        try (var good = Asking.start(collector, WRITERS, PAUSE, client -> n -> question(kill, client, n));
                var bad = Asking.start(collector, 1, PAUSE, client -> n -> new Asking.Question("", "nonsense"))) {
            await().atMost(PATIENCE).until(() -> count(good, Taken.YES) >= ENOUGH);
            var from = CompletableFuture.supplyAsync(() -> Witness.ended(connection));
            broker.kill();
            var refusals = count(good, Taken.NO);
            await().atMost(PATIENCE).until(() -> count(good, Taken.NO) >= refusals + ENOUGH);
            var listening = CompletableFuture.supplyAsync(witness::listening);
            var writable = CompletableFuture.supplyAsync(witness::writable);
            broker.start();
            var absence = new Absence(from.get(), listening.get(), writable.get());
            await().atMost(PATIENCE)
                    .until(() ->
                            good.answers().stream().anyMatch(answer -> Taken.YES.is(answer) && absence.after(answer)));
            note(absence, good.answers(), bad.answers());
            return good.answers().stream()
                    .filter(Taken.YES::is)
                    .map(Asking.Answer::name)
                    .collect(Collectors.toSet());
        }
    }

    private static Asking.Question question(int kill, int client, int n) {
        var probe = "p-" + kill + "-" + client;
        return new Asking.Question(
                probe + "/" + n, Logs.report(probe, n, Instant.now().toString()));
    }

    private static long count(Asking asking, Taken taken) {
        return asking.answers().stream().filter(taken::is).count();
    }

    private void note(Absence absence, List<Asking.Answer> good, List<Asking.Answer> bad) {
        assertThat(bad).extracting(Asking.Answer::status).containsOnly(400);
        assertThat(good).extracting(Asking.Answer::status).containsOnly(202, 503);
        var refusals = good.stream().filter(Taken.NO::is).toList();
        untilRefused.add(refusals.stream()
                .mapToDouble(answer -> millis(absence.from(), answer.answered()))
                .min()
                .orElseThrow());
        for (var refusal : refusals) {
            if (absence.after(refusal)) {
                refused.add(refusal.millis());
            } else {
                underWay.add(millis(absence.from(), refusal.answered()));
            }
        }
        bad.stream()
                .filter(answer -> absence.after(answer) && answer.asked() < absence.listening())
                .forEach(answer -> malformed.add(answer.millis()));
        var back = good.stream()
                .filter(answer -> Taken.YES.is(answer) && absence.after(answer))
                .mapToLong(Asking.Answer::answered)
                .min()
                .orElseThrow();
        afterListening.add(millis(absence.listening(), back));
        afterWritable.add(millis(absence.writable(), back));
    }

    private static double millis(long from, long to) {
        return (to - from) / 1e6;
    }

    private void log() {
        row("from the end of the broker's connections to the first 503", untilRefused);
        row("the same, requests that were under way", underWay);
        row("a 503, from question to answer", refused);
        row("a 400, from question to answer", malformed);
        row("from the broker's open port to the first 202", afterListening);
        row("from another client's first record to the first 202", afterWritable);
    }

    private static void row(String what, List<Double> millis) {
        var sorted = millis.stream().sorted().toList();
        if (!sorted.isEmpty()) {
            LOG.info(
                    "{}",
                    String.format(
                            Locale.ROOT,
                            "| %s | %d | %.1f | %.1f | %.1f |",
                            what,
                            sorted.size(),
                            sorted.get((sorted.size() - 1) / 2),
                            p99(millis),
                            sorted.get(sorted.size() - 1)));
        }
    }
}
