package kz.dabyl.collector;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static kz.dabyl.collector.Reports.NOON;
import static kz.dabyl.collector.Reports.array;
import static kz.dabyl.collector.Reports.json;
import static kz.dabyl.collector.TestService.OPERATOR;
import static kz.dabyl.collector.TestService.RELAY;
import static kz.dabyl.collector.TestService.settled;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import kz.dabyl.broker.BrokerConfig;
import kz.dabyl.broker.EmbeddedBroker;
import kz.dabyl.collector.log.TimeMode;
import kz.dabyl.model.LogEntry;
import kz.dabyl.model.Partitions;
import kz.dabyl.model.Times;
import kz.dabyl.model.Topics;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A whole collector on a real broker. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CollectorTest {

    private final Vertx vertx = Vertx.vertx();
    private final EmbeddedBroker broker;

    CollectorTest(@TempDir Path temp) {
        broker = EmbeddedBroker.start(BrokerConfig.in(temp));
    }

    @AfterAll
    void stop() throws Exception {
        settled(vertx.close());
        broker.close();
    }

    @Test
    void answers202OnceTheReportsAreInTheLogEachInItsPartition() throws Exception {
        try (var service = new LiveService(vertx, broker.bootstrapServers(), "placing", TimeMode.WALL)) {
            for (var i = 0; i < 20; i++) {
                var probe = "placing-" + i;
                assertThat(service.post("/v1/reports", RELAY, json(probe, 1)).statusCode())
                        .isEqualTo(202);

                var partition = Partitions.of(probe, LiveService.PARTITIONS);
                assertThat(service.log(partition))
                        .filteredOn(LogEntry.Received.class::isInstance)
                        .extracting(
                                entry -> ((LogEntry.Received) entry).report().probe())
                        .contains(probe);
            }
        }
    }

    @Test
    void keepsTicksAfterAllThatWasReceivedBeforeThemUnderLoad() throws Exception {
        try (var service = new LiveService(vertx, broker.bootstrapServers(), "busy", TimeMode.WALL)) {
            var answers = new ArrayList<Future<HttpResponse<Buffer>>>();
            var end = System.nanoTime() + Duration.ofMillis(3500).toNanos();
            for (var round = 0; System.nanoTime() < end; round++) {
                for (var i = 0; i < 20; i++) {
                    answers.add(service.report(array("busy-" + i, round * 3L, 3)));
                }
                settled(answers.get(answers.size() - 1));
            }
            for (var answer : answers) {
                assertThat(settled(answer).statusCode()).isEqualTo(202);
            }

            for (var partition = 0; partition < LiveService.PARTITIONS; partition++) {
                assertOrdered(service.log(partition), "busy", 3);
            }
            var there = service.reports().stream()
                    .filter(entry -> entry.collector().equals("busy"))
                    .count();
            assertThat(there).isEqualTo(answers.size() * 3L);
        }
    }

    static void assertOrdered(List<LogEntry> entries, String collector, int minTicks) {
        var tick = 0L;
        var received = 0L;
        var ticks = 0;
        for (var entry : entries) {
            if (entry instanceof LogEntry.Tick next && next.collector().equals(collector)) {
                assertThat(next.time()).isGreaterThan(tick).isGreaterThan(received);
                tick = next.time();
                ticks++;
            } else if (entry instanceof LogEntry.Received next
                    && next.collector().equals(collector)) {
                assertThat(next.received()).isGreaterThanOrEqualTo(Math.max(tick, received));
                received = next.received();
            }
        }
        assertThat(ticks).isGreaterThanOrEqualTo(minTicks);
    }

    @Test
    void feedsRecordingsIntoALogThatLivesByThem() throws Exception {
        try (var service = new LiveService(vertx, broker.bootstrapServers(), "replaying", TimeMode.LOG)) {
            var lines = new StringBuilder();
            for (var second = 0; second < 50; second++) {
                for (var i = 0; i < 10; i++) {
                    lines.append("{\"received\":\"%s\",\"collector\":\"old\",\"report\":%s}\n"
                            .formatted(Times.format(NOON + second * 1000L + i), json("old-" + i, second)));
                }
                lines.append("{\"tick\":\"%s\",\"collector\":\"old\"}\n"
                        .formatted(Times.format(NOON + second * 1000L + 1000)));
            }

            var answer = service.record(lines.toString());

            assertThat(answer.statusCode()).isEqualTo(202);
            assertThat(answer.bodyAsJsonObject().getInteger("accepted")).isEqualTo(550);
            var count = 0;
            for (var partition = 0; partition < LiveService.PARTITIONS; partition++) {
                var entries = service.log(partition);
                assertOrdered(entries, "old", 50);
                count += (int) entries.stream()
                        .filter(entry -> entry instanceof LogEntry.Received old
                                && old.collector().equals("old"))
                        .count();
                assertThat(entries)
                        .noneMatch(entry -> entry instanceof LogEntry.Tick tick
                                && tick.collector().equals("replaying"));
            }
            assertThat(count).isEqualTo(500);
        }
    }

    @Test
    void remembersInvitesAndProbesAcrossRestarts() throws Exception {
        String invite;
        JsonObject kept;
        JsonObject revoked;
        try (var service = new LiveService(vertx, broker.bootstrapServers(), "first", TimeMode.WALL)) {
            invite = service.post("/v1/invites", OPERATOR, "{\"max_probes\":3}")
                    .bodyAsJsonObject()
                    .getString("invite");
            kept = enrol(service, invite).bodyAsJsonObject();
            revoked = enrol(service, invite).bodyAsJsonObject();
            service.delete("/v1/probes/" + revoked.getString("probe"));
        }

        try (var service = new LiveService(vertx, broker.bootstrapServers(), "second", TimeMode.WALL)) {
            assertThat(report(service, kept).statusCode()).isEqualTo(202);
            assertThat(report(service, revoked).statusCode()).isEqualTo(401);
            assertThat(enrol(service, invite).statusCode()).isEqualTo(201);
            assertThat(enrol(service, invite).statusCode()).isEqualTo(403);
        }
    }

    @Test
    void letsInOnlySoManyHoweverManyCollectorsAreAskedAtOnce() throws Exception {
        try (var one = new LiveService(vertx, broker.bootstrapServers(), "one", TimeMode.WALL);
                var two = new LiveService(vertx, broker.bootstrapServers(), "two", TimeMode.WALL)) {
            var invite = one.post("/v1/invites", OPERATOR, "{\"max_probes\":5}").bodyAsJsonObject();
            var body =
                    new JsonObject().put("invite", invite.getString("invite")).encode();
            await().until(() -> two.post("/v1/probes", null, body).statusCode() != 401);

            var answers = new ArrayList<Future<HttpResponse<Buffer>>>();
            for (var i = 0; i < 20; i++) {
                var call = new LiveService.Call(HttpMethod.POST, "/v1/probes", null, body);
                answers.add((i % 2 == 0 ? one : two).send(call));
            }
            var admitted = 1;
            for (var answer : answers) {
                admitted += settled(answer).statusCode() == 201 ? 1 : 0;
            }

            assertThat(admitted).isEqualTo(5);
        }
    }

    @Test
    void shutsOutAProbeOnEveryCollectorWithinSeconds() throws Exception {
        try (var one = new LiveService(vertx, broker.bootstrapServers(), "here", TimeMode.WALL);
                var two = new LiveService(vertx, broker.bootstrapServers(), "there", TimeMode.WALL)) {
            var invite = one.post("/v1/invites", OPERATOR, "{}").bodyAsJsonObject();
            var probe = enrol(one, invite.getString("invite")).bodyAsJsonObject();
            var before = report(two, probe);

            one.delete("/v1/invites/" + invite.getString("id"));

            assertThat(before.statusCode()).isEqualTo(202);
            await().atMost(Duration.ofSeconds(5)).until(() -> report(two, probe).statusCode() == 401);
            await().atMost(Duration.ofSeconds(5))
                    .untilAsserted(() -> assertThat(trust(two, probe.getString("probe")))
                            .startsWith(invite.getString("id") + " false")
                            .contains(invite.getString("id") + " true"));
        }
    }

    @Test
    void shutsOutOneProbeOnEveryCollectorWithinSecondsAndNoOther() throws Exception {
        try (var one = new LiveService(vertx, broker.bootstrapServers(), "left", TimeMode.WALL);
                var two = new LiveService(vertx, broker.bootstrapServers(), "right", TimeMode.WALL)) {
            var invite = one.post("/v1/invites", OPERATOR, "{}").bodyAsJsonObject();
            var revoked = enrol(one, invite.getString("invite")).bodyAsJsonObject();
            var other = enrol(one, invite.getString("invite")).bodyAsJsonObject();
            var before = report(two, revoked);

            one.delete("/v1/probes/" + revoked.getString("probe"));

            assertThat(before.statusCode()).isEqualTo(202);
            await().atMost(Duration.ofSeconds(5))
                    .until(() -> report(two, revoked).statusCode() == 401);
            assertThat(report(two, other).statusCode()).isEqualTo(202);
        }
    }

    @Test
    void neverStampsEarlierThanBeforeARestartEvenIfTheClockWasSetBack() throws Exception {
        var config = CollectorConfig.of("set-back", TimeMode.WALL);
        try (var service = new LiveService(vertx, broker.bootstrapServers(), config, new FakeClock(NOON))) {
            service.post("/v1/reports", RELAY, json("set-back", 1));
        }

        var yesterday = new FakeClock(NOON - 86_400_000);
        try (var service = new LiveService(vertx, broker.bootstrapServers(), config, yesterday)) {
            service.post("/v1/reports", RELAY, json("set-back", 2));

            assertThat(service.reports())
                    .filteredOn(entry -> entry.collector().equals("set-back"))
                    .extracting(LogEntry.Received::received)
                    .containsExactly(NOON, NOON);
        }
    }

    @Test
    void isReadyOnceItRuns() throws Exception {
        try (var service = new LiveService(vertx, broker.bootstrapServers(), "ready", TimeMode.WALL)) {
            await().until(() -> service.get("/health/ready").statusCode() == 200);
        }
    }

    @Test
    void keepsAProbesAddressNowhere() throws Exception {
        try (var output = LogOutput.capture();
                var service = new LiveService(vertx, broker.bootstrapServers(), "silent", TimeMode.WALL)) {
            var invite = service.post("/v1/invites", OPERATOR, "{}").bodyAsJsonObject();
            var token = service.sendFrom(
                            "127.0.0.77",
                            new LiveService.Call(
                                    HttpMethod.POST,
                                    "/v1/probes",
                                    null,
                                    new JsonObject()
                                            .put("invite", invite.getString("invite"))
                                            .encode()))
                    .bodyAsJsonObject();
            var probe = token.getString("probe");

            for (var body :
                    List.of(json(probe, 1), "nonsense", "{}", json("another", 1), "[" + json(probe, 2) + ",7]")) {
                service.sendFrom(
                        "127.0.0.77",
                        new LiveService.Call(HttpMethod.POST, "/v1/reports", token.getString("token"), body));
            }

            assertThat(service.reports())
                    .extracting(entry -> entry.report().probe())
                    .contains(probe);
            assertThat(output.text()).isNotEmpty().doesNotContain("127.0.0.77").doesNotContain(probe);
            var address = new String(new byte[] {127, 0, 0, 77}, ISO_8859_1);
            for (var partition = 0; partition < LiveService.PARTITIONS; partition++) {
                assertNowhere(service.values(Topics.REPORTS, partition), address);
            }
            assertNowhere(service.values(Topics.TRUST, 0), address);
        }
    }

    /** What the log says of a probe, in order. */
    private static List<String> trust(LiveService service, String probe) {
        return service.log(Partitions.of(probe, LiveService.PARTITIONS)).stream()
                .filter(entry ->
                        entry instanceof LogEntry.Trust about && about.probe().equals(probe))
                .map(entry -> (LogEntry.Trust) entry)
                .map(about -> about.invite() + " " + about.revoked())
                .toList();
    }

    private static void assertNowhere(List<byte[]> values, String address) {
        assertThat(values)
                .allSatisfy(value -> assertThat(new String(value, ISO_8859_1))
                        .doesNotContain("127.0.0.77")
                        .doesNotContain(address));
    }

    private static HttpResponse<Buffer> enrol(LiveService service, String invite) throws Exception {
        return service.post(
                "/v1/probes", null, new JsonObject().put("invite", invite).encode());
    }

    private static HttpResponse<Buffer> report(LiveService service, JsonObject probe) throws Exception {
        return service.post("/v1/reports", probe.getString("token"), json(probe.getString("probe"), 1));
    }
}
