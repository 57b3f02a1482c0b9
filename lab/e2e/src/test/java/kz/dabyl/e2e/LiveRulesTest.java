package kz.dabyl.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Thresholds and rallies of a service in real time, which the tests share, in whatever order they come. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LiveRulesTest {

    private static final String THRESHOLDS = "/v1/thresholds";
    private static final String RALLIES = "/v1/rallies";
    private static final String JSON = "application/json";

    private Service service;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        service = Service.start(folder.resolve("data"));
    }

    @AfterAll
    void stop() {
        service.close();
    }

    /** A hop of five seconds must begin after the change and end; the rest is what a busy machine may take. */
    @Test
    void judgeWithinSecondsOfTheirChangeWhenTimeIsReal() throws Exception {
        await().atMost(Duration.ofSeconds(60)).until(() -> judgesBy(3));

        var changed = RulesTest.put(service, THRESHOLDS, JSON, "{\"min_probes\":7}", "fewer alarms");

        assertThat(changed.statusCode()).isEqualTo(200);
        await().atMost(Duration.ofSeconds(20)).until(() -> judgesBy(7));
    }

    /** Whether the detector's last hop was judged with so many probes at least. */
    private boolean judgesBy(int minProbes) throws Exception {
        var status = service.get("/v1/status");
        return status.statusCode() == 200
                && Logs.json(status.body()).path("min_probes").asInt() == minProbes;
    }

    @Test
    void areRefusedWhereTheyAreBadOrNobodyMay() throws Exception {
        var before = version();

        var bad = RulesTest.put(service, THRESHOLDS, JSON, "{\"min_probes\":0}", "try");
        assertThat(bad.statusCode()).isEqualTo(400);
        assertThat(bad.headers().firstValue("content-type")).contains("application/problem+json");
        assertThat(Logs.json(bad.body()).at("/errors/0/pointer").asText()).isEqualTo("/min_probes");
        assertThat(RulesTest.put(service, RALLIES, JSON, "[{\"id\":\"r\"}]", "try")
                        .body())
                .contains("/0/from");
        assertThat(RulesTest.put(service, THRESHOLDS, JSON, "{}", "").body()).contains("X-Dabyl-Reason");
        assertThat(service.send(service.request(THRESHOLDS).GET()).statusCode()).isEqualTo(401);
        var relay = service.request(THRESHOLDS).header("Authorization", "Bearer " + Service.RELAY);
        assertThat(service.send(relay.GET()).statusCode()).isEqualTo(403);

        assertThat(version()).isEqualTo(before);
    }

    private int version() throws Exception {
        return Logs.json(service.get(THRESHOLDS).body()).path("version").asInt();
    }
}
