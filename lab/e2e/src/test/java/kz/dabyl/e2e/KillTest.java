package kz.dabyl.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import kz.dabyl.model.Incident;
import kz.dabyl.model.IncidentJson;
import kz.dabyl.model.LogEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code kill -9} in the middle of work, and what is there afterwards. */
class KillTest {

    private static final int ENOUGH = 4_000;

    @Test
    void losesNoAcknowledgedReportAndCountsEachOnce(@TempDir Path folder) throws Exception {
        var data = folder.resolve("data");
        Set<String> acknowledged;
        Tally found;
        try (var first = Service.start(data);
                var load = Load.on(first)) {
            load.awaitMore(ENOUGH);
            first.kill();
            try (var second = Service.start(data)) {
                load.goOnWith(second);
                load.awaitMore(ENOUGH / 10);
                acknowledged = load.end();
                found = Tally.of(Program.run("record", "--data", data.toString(), "--raw"));
            }
        }

        found.assertHolds(acknowledged);
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
            var subscribed = service.insist(
                    "/v1/subscriptions",
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
        var answer = service.insist("/v1/recordings", "application/x-ndjson", Logs.recording(log));
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
