package kz.dabyl.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import kz.dabyl.detector.core.ProbeFold;
import kz.dabyl.model.Incident;
import kz.dabyl.model.IncidentJson;
import kz.dabyl.model.LogEntry;
import kz.dabyl.model.RecordingReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code kill -9} in the middle of work, and what is there afterwards. */
class KillTest {

    private static final int WRITERS = 4;
    private static final int BATCH = 20;
    private static final int ENOUGH = 4_000;

    @Test
    void losesNoAcknowledgedReportAndCountsEachOnce(@TempDir Path folder) throws Exception {
        var data = folder.resolve("data");
        Set<String> acknowledged = ConcurrentHashMap.newKeySet();
        List<String> unanswered = java.util.Collections.synchronizedList(new ArrayList<>());
        try (var service = Service.start(data)) {
            var writers = new ArrayList<Thread>();
            for (var writer = 0; writer < WRITERS; writer++) {
                writers.add(writer(service, writer, acknowledged, unanswered));
            }
            writers.forEach(Thread::start);
            await().atMost(Duration.ofSeconds(60)).until(() -> acknowledged.size() >= ENOUGH);
            service.kill();
            for (var thread : writers) {
                thread.join();
            }
        }

        try (var service = Service.start(data)) {
            for (var body : unanswered) {
                assertThat(service.postReports(body).statusCode()).isEqualTo(202);
            }
        }
        var recording = Program.run("record", "--data", data.toString(), "--raw");

        var fold = new ProbeFold(0, 1);
        var recorded = new HashSet<String>();
        var lines = 0;
        var lastTick = new LogEntry.Tick(0, "");
        try (var reader = new RecordingReader(new ByteArrayInputStream(Logs.utf8(recording.out())))) {
            for (var next = reader.next(); next.isPresent(); next = reader.next()) {
                fold.accept(next.get(), hop -> {});
                if (next.get() instanceof LogEntry.Tick tick) {
                    lastTick = tick;
                }
                if (next.get() instanceof LogEntry.Received received) {
                    recorded.add(
                            received.report().probe() + "/" + received.report().seq());
                    lines++;
                }
            }
        }
        // The log may end between two ticks: what came last is counted by the tick that would have followed.
        fold.accept(new LogEntry.Tick(lastTick.time() + 10_000, lastTick.collector()), hop -> {});
        assertThat(recorded).containsAll(acknowledged);
        assertThat(lines - fold.duplicates()).isEqualTo(recorded.size());
    }

    private static Thread writer(Service service, int writer, Set<String> acknowledged, List<String> unanswered) {
        return new Thread(() -> {
            for (var round = 0; ; round++) {
                var names = new ArrayList<String>();
                var body = new StringBuilder();
                for (var i = 0; i < BATCH; i++) {
                    var probe = "p-" + writer + "-" + i;
                    names.add(probe + "/" + round);
                    body.append(Logs.report(probe, round, Instant.now().toString()))
                            .append('\n');
                }
                try {
                    if (service.postReports(body.toString()).statusCode() == 202) {
                        acknowledged.addAll(names);
                    } else {
                        unanswered.add(body.toString());
                    }
                } catch (IOException e) {
                    unanswered.add(body.toString());
                    return;
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return;
                }
            }
        });
    }

    @Test
    void keepsIncidentsAndWebhooks(@TempDir Path folder) throws Exception {
        var data = folder.resolve("data");
        var log = Logs.demo(3);
        var expected = Logs.detected(log);
        var cut = entryAt(log, expected.get(1).updated() + 30_000);
        try (var receiver = new Receiver()) {
            receiver.answer(500);
            var before = untilKilled(data, receiver, log.subList(0, cut), expected.get(0));
            receiver.answer(204);
            try (var service = start(data)) {
                var open = Logs.items(service.get("/v1/incidents?state=open").body());
                assertThat(open).hasSize(1);
                assertThat(open.get(0).path("id").asText())
                        .isEqualTo(expected.get(0).id());

                feed(service, log.subList(cut, log.size()));

                await().atMost(Duration.ofSeconds(60))
                        .untilAsserted(() -> assertThat(
                                        revisions(service, expected.get(0).id()))
                                .isEqualTo(expected));
                await().atMost(Duration.ofSeconds(90))
                        .until(() -> receiver.deliveries().stream()
                                .anyMatch(d -> d.answered() == 204 && d.body().contains("incident.closed")));
            }
            var delivered = receiver.deliveries().stream()
                    .filter(d -> d.answered() == 204)
                    .toList();
            assertThat(delivered.get(0).id()).isEqualTo(before.id());
            assertThat(delivered.get(0).body()).isEqualTo(before.body());
            assertThat(delivered.stream().map(Receiver.Delivery::id)).doesNotHaveDuplicates();
        }
    }

    /** Feeds until an incident is open and its webhook was tried in vain, then kills. Gives the try. */
    private static Receiver.Delivery untilKilled(Path data, Receiver receiver, List<LogEntry> log, Incident opened)
            throws Exception {
        try (var service = start(data)) {
            var subscribed = service.post(
                    "/v1/subscriptions",
                    Service.OPERATOR,
                    "application/json",
                    Logs.utf8("{\"channel\":\"webhook\",\"url\":\"" + receiver.url() + "\"}"));
            assertThat(subscribed.statusCode()).as(subscribed.body()).isEqualTo(201);
            feed(service, log);
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> !receiver.deliveries().isEmpty());
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> !revisions(service, opened.id()).isEmpty());
            service.kill();
        }
        return receiver.deliveries().get(0);
    }

    private static Service start(Path data) throws IOException {
        return Service.start(data, "--time", "log", "--allow-private-webhooks");
    }

    private static void feed(Service service, List<LogEntry> log) throws Exception {
        var answer = service.post("/v1/recordings", Service.OPERATOR, "application/x-ndjson", Logs.recording(log));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    }

    private static List<Incident> revisions(Service service, String id) throws Exception {
        var revisions = new ArrayList<Incident>();
        for (var item :
                Logs.items(service.get("/v1/incidents/" + id + "/revisions").body())) {
            revisions.add(IncidentJson.parse(item.toString()));
        }
        revisions.sort(java.util.Comparator.comparingInt(Incident::revision));
        return revisions;
    }

    private static int entryAt(List<LogEntry> log, long time) {
        for (var i = 0; i < log.size(); i++) {
            if (log.get(i) instanceof LogEntry.Tick tick && tick.time() >= time) {
                return i + 1;
            }
        }
        throw new IllegalArgumentException("the log ends before " + time);
    }
}
