package kz.dabyl.app.service;

import static kz.dabyl.app.service.Operator.read;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import kz.dabyl.app.recording.EntrySource;
import kz.dabyl.app.recording.Replay;
import kz.dabyl.app.recording.ServiceClient;
import kz.dabyl.app.recording.Speed;
import kz.dabyl.app.recording.WallTime;
import kz.dabyl.model.LogEntry;
import kz.dabyl.simulator.Scenarios;
import kz.dabyl.simulator.Simulation;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Thresholds that find a shutdown, in the shadow of some that find none: nobody is told. */
class SilentShadowTest {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @TempDir
    private static Path data;

    private static @Nullable Dabyl started;

    @BeforeAll
    static void letsASeeingShadowRunBesideBlindThresholds() throws Exception {
        started = Dabyl.start(ServiceOptions.of(new ServiceOptions.Http("127.0.0.1", 0, false), data)
                .fedByRecordings());
        var blind = operator().send("PUT", "/v1/thresholds", "{\"min_probes\":500}", "see nothing");
        assertThat(blind.statusCode()).as(blind.body()).isEqualTo(200);
        assertThat(operator().send("PUT", "/v1/shadow", "{}", "see all").statusCode())
                .isEqualTo(200);
        List<LogEntry> recording = new ArrayList<>();
        Simulation.run(Scenarios.named("demo"), 1, recording::add);
        var client = new ServiceClient(service().address(), operator().token(), WallTime.MACHINE);
        Replay.ofLines(client, Speed.MAX, WallTime.MACHINE).play(EntrySource.of(recording));
    }

    @AfterAll
    static void ends() {
        service().close();
    }

    private static Dabyl service() {
        return Objects.requireNonNull(started, "starts before all tests");
    }

    private static Operator operator() {
        return Operator.of(service());
    }

    @Test
    void tellsOperatorsWhatItRaisesAndNobodyElseAndIsGoneWhenItIsEnded() throws Exception {
        Awaitility.await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(shadowOnly().findValuesAsText("state")).containsOnly("closed");
            assertThat(shadowOnly()).isNotEmpty();
        });
        // The service has judged as far as its shadow, by then.
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> read(operator().get("/v1/status"))
                                .path("until")
                                .asText()
                                .compareTo(read(operator().get("/v1/shadow"))
                                        .path("until")
                                        .asText())
                        >= 0);

        assertThat(read(operator().get("/v1/incidents")).path("items")).isEmpty();
        assertThat(operator().get("/feed.atom").body()).doesNotContain("<entry>");

        var relay = new Operator(service().address(), service().credentials().relayToken());
        var stranger = new Operator(service().address(), "");
        assertThat(stranger.send("DELETE", "/v1/shadow", "", "").statusCode()).isEqualTo(401);
        assertThat(relay.send("DELETE", "/v1/shadow", "", "").statusCode()).isEqualTo(403);
        assertThat(operator().get("/v1/shadow").statusCode()).isEqualTo(200);
        assertThat(operator().send("DELETE", "/v1/shadow", "", "").statusCode()).isEqualTo(204);
        Awaitility.await()
                .atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(operator().get("/v1/shadow").statusCode()).isEqualTo(404));
    }

    private static JsonNode shadowOnly() throws Exception {
        return read(operator().get("/v1/shadow")).path("shadow_only");
    }
}
