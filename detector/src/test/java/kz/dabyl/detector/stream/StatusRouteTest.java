package kz.dabyl.detector.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.util.List;
import kz.dabyl.model.Access;
import kz.dabyl.model.Cell;
import kz.dabyl.model.CellSummary;
import kz.dabyl.model.HopSummary;
import kz.dabyl.runtime.access.Credentials;
import org.junit.jupiter.api.Test;

class StatusRouteTest {

    private static final String OPERATOR = "op_1";
    private static final Cell CELL = new Cell("8720e60a1ffffff", "401-01", Access.MOBILE);

    private final DetectorViews views = new DetectorViews();
    private final Vitals vitals = new Vitals();
    private final StatusRoute route =
            new StatusRoute(views, () -> 2.04, new Credentials(OPERATOR, "relay_1", new byte[32]));

    @Test
    void isForOperatorsAlone() throws Exception {
        assertThat(Served.get(route, "/v1/status").statusCode()).isEqualTo(401);
        assertThat(Served.get(route, "/v1/status", "relay_1").statusCode()).isEqualTo(403);
    }

    @Test
    void answers503WhereNothingIsJudged() throws Exception {
        judged(100, List.of(), 3);
        views.released();

        assertThat(Served.get(route, "/v1/status", OPERATOR).statusCode()).isEqualTo(503);
    }

    @Test
    void tellsOfEachCollectorHowFarItHasComeAndHowMuchComesInByIt() throws Exception {
        for (var hop = 100; hop < 112; hop++) {
            vitals.hear(summary(hop, "c1", 30, cohort(hop, 0, 20)));
            vitals.hear(summary(hop, "c2", 0));
        }
        judged(111, List.of("c2"), 3);

        var answer = answer();

        assertThat(answer.getString("until")).isEqualTo("1970-01-01T00:09:20.000Z");
        assertThat(answer.getDouble("lag_s")).isEqualTo(2.0);
        assertThat(answer.getJsonArray("collectors").getJsonObject(0))
                .isEqualTo(new JsonObject("{\"collector\":\"c1\",\"last_tick\":\"1970-01-01T00:09:20.000Z\","
                        + "\"blind\":false,\"reports_per_s\":6.0}"));
        assertThat(answer.getJsonArray("collectors").getJsonObject(1).getBoolean("blind"))
                .isTrue();
    }

    @Test
    void countsProbesByWhatTheyLoseAndThoseThatAreSilentNow() throws Exception {
        vitals.hear(summary(100, "c1", 0, cohort(99, 0, 5), cohort(90, 2, 4), cohort(99, 5, 1)));
        judged(100, List.of(), 3);

        var probes = answer().getJsonObject("probes");

        assertThat(probes.getInteger("known")).isEqualTo(10);
        assertThat(probes.getInteger("silent")).isEqualTo(4);
        assertThat(probes.getInteger("dark")).isZero();
        assertThat(probes.getJsonArray("kept").stream().map(band -> ((JsonObject) band).encode()))
                .containsExactly(
                        "{\"from\":0.99,\"until\":1.0,\"probes\":5}",
                        "{\"from\":0.97,\"until\":0.99,\"probes\":0}",
                        "{\"from\":0.92,\"until\":0.97,\"probes\":4}",
                        "{\"from\":0.82,\"until\":0.92,\"probes\":0}",
                        "{\"from\":0.65,\"until\":0.82,\"probes\":0}",
                        "{\"from\":0.0,\"until\":0.65,\"probes\":1}");
    }

    @Test
    void tellsNothingOfFewerProbesThanMayBeShown() throws Exception {
        vitals.hear(summary(100, "c1", 0, cohort(99, 0, 2)));
        judged(100, List.of(), 3);

        assertThat(answer().getJsonObject("probes"))
                .isEqualTo(new JsonObject("{\"known\":null,\"silent\":null,\"dark\":null,\"kept\":[]}"));
    }

    private JsonObject answer() throws Exception {
        return new JsonObject(Served.get(route, "/v1/status", OPERATOR).body());
    }

    private void judged(long hop, List<String> blind, int minProbes) {
        var until = HopSummary.startOf(hop + 1);
        views.vitals(vitals.upTo(until));
        views.judged(new DetectorViews.Judged(until, blind, List.of(), minProbes));
    }

    private static HopSummary summary(long hop, String collector, int heard, CellSummary.Cohort... cohorts) {
        var cell = new CellSummary(
                CELL, collector, heard, 0, CellSummary.Sources.NONE, List.of(cohorts), List.of(), List.of(), List.of());
        var clock = new HopSummary.CollectorClock(collector, HopSummary.startOf(hop + 1), false);
        return new HopSummary(0, 1, hop, List.of(clock), List.of(cell));
    }

    /** Probes that promise a report every half minute. */
    private static CellSummary.Cohort cohort(long lastHeard, int lossBucket, int probes) {
        return new CellSummary.Cohort(lastHeard, 30, lossBucket, 0, 0, 0, probes, 100 * probes, false, false, false);
    }
}
