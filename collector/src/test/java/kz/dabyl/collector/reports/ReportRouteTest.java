package kz.dabyl.collector.reports;

import static kz.dabyl.collector.Reports.NOON;
import static kz.dabyl.collector.Reports.array;
import static kz.dabyl.collector.Reports.json;
import static kz.dabyl.collector.TestService.OPERATOR;
import static kz.dabyl.collector.TestService.RELAY;
import static kz.dabyl.collector.TestService.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.junit5.VertxExtension;
import java.util.ArrayList;
import java.util.List;
import kz.dabyl.collector.TestService;
import kz.dabyl.collector.log.FakeLog;
import kz.dabyl.collector.log.TimeMode;
import kz.dabyl.model.Report;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code POST /v1/reports} answers, by the table of the contract. */
@ExtendWith(VertxExtension.class)
public class ReportRouteTest {

    private static final String PATH = "/v1/reports";

    private final TestService service;

    ReportRouteTest(Vertx vertx) throws Exception {
        service = TestService.start(vertx, TimeMode.WALL);
    }

    @BeforeEach
    void untilItIsUp() {
        await().until(() -> service.port() > 0);
    }

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void takesOneReport() throws Exception {
        var answer = service.report(json("p", 1));

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.getHeader("content-type")).isEqualTo("application/json");
        assertThat(answer.bodyAsJsonObject()).isEqualTo(taken(1, 0));
        assertThat(inTheLog()).containsExactly(1L);
    }

    @Test
    void takesAnArrayInItsOrder() throws Exception {
        var answer = service.report(array("p", 5, 100));

        assertThat(answer.bodyAsJsonObject()).isEqualTo(taken(100, 0));
        assertThat(inTheLog()).hasSize(100).isSorted();
    }

    @Test
    void takesLines() throws Exception {
        var answer =
                post("application/x-ndjson; charset=UTF-8", null, Buffer.buffer(json("p", 1) + "\n" + json("p", 2)));

        assertThat(answer.bodyAsJsonObject()).isEqualTo(taken(2, 0));
    }

    @Test
    void takesTheGoodAndNamesTheBad() throws Exception {
        var answer = service.report("[" + json("p", 1) + "," + json("p", 2).replace("30,", "9999,") + "]");

        assertThat(answer.statusCode()).isEqualTo(202);
        var body = answer.bodyAsJsonObject();
        assertThat(body.getInteger("accepted")).isEqualTo(1);
        var rejected = body.getJsonArray("rejected").getJsonObject(0);
        assertThat(rejected.getInteger("line")).isEqualTo(2);
        assertThat(rejected.getString("pointer")).isEqualTo("/interval_s");
        assertThat(rejected.getString("detail")).contains("3600");
    }

    @Test
    void refusesABodyInWhichAllIsBad() throws Exception {
        var answer = service.report("[{},7]");

        assertProblem(answer, 400, "malformed-reports");
        assertThat(answer.bodyAsJsonObject().getJsonArray("errors"))
                .hasSize(2)
                .allSatisfy(fault -> assertThat(((JsonObject) fault).fieldNames())
                        .containsExactlyInAnyOrder("line", "pointer", "detail"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "[]"})
    void refusesABodyWithoutReports(String body) throws Exception {
        assertProblem(service.report(body), 400, "no-reports");
    }

    @Test
    void countsWhatItRecentlyTook() throws Exception {
        service.report(array("p", 0, 10));

        var answer = service.report(array("p", 5, 10));

        assertThat(answer.bodyAsJsonObject()).isEqualTo(taken(5, 5));
        assertThat(inTheLog()).hasSize(15);
    }

    @Test
    void countsWhatOneBodyHoldsTwice() throws Exception {
        var answer = service.report("[" + json("p", 1) + "," + json("p", 1) + "]");

        assertThat(answer.bodyAsJsonObject()).isEqualTo(taken(1, 1));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"wrong", "", "dp1_AAAA"})
    void refusesWhoeverHasNoCredential(@Nullable String token) throws Exception {
        var answer = service.json(PATH, token, json("p", 1));

        assertProblem(answer, 401, "unauthorized");
        assertThat(answer.getHeader("www-authenticate")).isEqualTo("Bearer");
    }

    @Test
    void takesReportsOfAProbeForItselfOnly() throws Exception {
        var token = service.probeToken("p-1");

        var own = service.json(PATH, token, json("p-1", 1));
        var another = service.json(PATH, token, "[" + json("p-1", 2) + "," + json("p-2", 1) + "]");

        assertThat(own.statusCode()).isEqualTo(202);
        assertProblem(another, 403, "another-probe");
        assertThat(inTheLog()).containsExactly(1L);
    }

    @Test
    void takesReportsOfAnyProbeFromRelaysAndOperators() throws Exception {
        assertThat(service.json(PATH, RELAY, json("a", 1)).statusCode()).isEqualTo(202);
        assertThat(service.json(PATH, OPERATOR, json("b", 1)).statusCode()).isEqualTo(202);
    }

    @Test
    void refusesAProbeThatMakesTooMany() throws Exception {
        var answer = service.json(PATH, service.probeToken("p"), array("p", 0, 21));

        assertProblem(answer, 429, "too-many-reports");
        assertThat(answer.getHeader("retry-after")).isEqualTo("30");
        assertThat(inTheLog()).isEmpty();
    }

    @Test
    void neverRefusesAFlushOfKeptReports() throws Exception {
        var kept = new JsonArray();
        for (var seq = 0; seq < 960; seq++) {
            kept.add(new JsonObject(json("p", seq, NOON - seq * 30_000L)));
        }

        var answer = service.json(PATH, service.probeToken("p"), kept.encode());

        assertThat(answer.bodyAsJsonObject()).isEqualTo(taken(960, 0));
    }

    @Test
    void doesNotLimitRelays() throws Exception {
        assertThat(service.report(array("p", 0, 5000)).bodyAsJsonObject()).isEqualTo(taken(5000, 0));
    }

    @Test
    void answers503WhenTheLogDoesNotAcknowledge() throws Exception {
        service.log.answer(FakeLog.Answer.FAIL);

        var answer = service.report(json("p", 1));

        assertProblem(answer, 503, "unavailable");
        assertThat(Integer.parseInt(answer.getHeader("retry-after"))).isBetween(1, 5);
    }

    @Test
    void answers503AtOnceWhileTheLogIsAwayButStillTellsWhatIsMalformed() throws Exception {
        service.log.available(false);

        assertProblem(service.report(json("p", 1)), 503, "unavailable");
        assertProblem(service.report("nonsense"), 400, "malformed-reports");
        assertThat(service.json(PATH, null, "{}").statusCode()).isEqualTo(401);
    }

    @Test
    void takesAgainWhatItAnswered503() throws Exception {
        service.log.answer(FakeLog.Answer.FAIL);
        service.report(json("p", 1));
        service.log.answer(FakeLog.Answer.ACKNOWLEDGE);

        assertThat(service.report(json("p", 1)).bodyAsJsonObject()).isEqualTo(taken(1, 0));
    }

    @Test
    void answersNothingBeforeTheLogHasAcknowledged() throws Exception {
        await().until(() -> !service.log.entries(0).isEmpty());
        service.log.answer(FakeLog.Answer.HOLD);
        var answer = service.request(HttpMethod.POST, PATH, RELAY)
                .putHeader("content-type", "application/json")
                .sendBuffer(Buffer.buffer(json("p", 1)));
        await().until(() -> service.log.heldBack() > 0);
        var early = answer.isComplete();

        service.log.answer(FakeLog.Answer.ACKNOWLEDGE);
        while (service.log.acknowledgeOne()) {
            // Until nothing is held back.
        }

        assertThat(early).isFalse();
        assertThat(TestService.settled(answer).statusCode()).isEqualTo(202);
    }

    @Test
    void refusesOtherMethods() throws Exception {
        assertProblem(service.send(HttpMethod.GET, PATH, RELAY), 405, "method-not-allowed");
    }

    @Test
    void countsWhatBecameOfReports() throws Exception {
        service.report("[" + json("p", 1, NOON - 10_000) + "," + json("p", 2, 0) + ",{}]");
        service.report(json("p", 1));
        service.json(PATH, service.probeToken("q"), array("q", 0, 21));
        service.log.available(false);
        service.report(json("p", 3));

        assertThat(service.meters.scrape())
                .contains("dabyl_reports_total{result=\"accepted\"} 2.0")
                .contains("dabyl_reports_total{result=\"misdated\"} 1.0")
                .contains("dabyl_reports_total{result=\"duplicate\"} 1.0")
                .contains("dabyl_reports_total{result=\"rejected\"} 1.0")
                .contains("dabyl_reports_total{result=\"limited\"} 21.0")
                .contains("dabyl_reports_total{result=\"unavailable\"} 1.0")
                .contains("dabyl_report_ack_seconds_bucket{le=\"0.005\"}")
                .contains("dabyl_report_ack_seconds_count 2")
                .contains("dabyl_report_lateness_seconds_bucket{le=\"5.0\"} 0")
                .contains("dabyl_report_lateness_seconds_bucket{le=\"15.0\"} 1")
                .contains("dabyl_report_lateness_seconds_count 1");
    }

    @Test
    void answersManyAtOnce() throws Exception {
        var answers = new ArrayList<Future<HttpResponse<Buffer>>>();
        for (var seq = 0; seq < 300; seq++) {
            answers.add(service.request(HttpMethod.POST, PATH, RELAY)
                    .putHeader("content-type", "application/json")
                    .sendBuffer(Buffer.buffer(json("p" + seq % 11, seq))));
        }

        for (var answer : answers) {
            assertThat(TestService.settled(answer).statusCode()).isEqualTo(202);
        }
        assertThat(inTheLog()).hasSize(300).doesNotHaveDuplicates();
    }

    private HttpResponse<Buffer> post(String type, @Nullable String encoding, Buffer body) throws Exception {
        var request = service.request(HttpMethod.POST, PATH, RELAY).putHeader("content-type", type);
        if (encoding != null) {
            request.putHeader("content-encoding", encoding);
        }
        return TestService.settled(request.sendBuffer(body));
    }

    private List<Long> inTheLog() {
        return service.log.reports().stream()
                .map(r -> r.report())
                .map(Report::seq)
                .toList();
    }

    private static JsonObject taken(int accepted, int duplicates) {
        return new JsonObject()
                .put("accepted", accepted)
                .put("duplicates", duplicates)
                .put("rejected", new JsonArray());
    }
}
