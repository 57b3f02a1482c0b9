package kz.dabyl.collector.reports;

import static java.nio.charset.StandardCharsets.UTF_8;
import static kz.dabyl.collector.Reports.NOON;
import static kz.dabyl.collector.TestService.OPERATOR;
import static kz.dabyl.collector.TestService.RELAY;
import static kz.dabyl.collector.TestService.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.junit5.VertxExtension;
import java.util.List;
import java.util.Map;
import kz.dabyl.collector.TestService;
import kz.dabyl.collector.adapter.prometheus.WriteRequests;
import kz.dabyl.collector.log.FakeLog;
import kz.dabyl.collector.log.TimeMode;
import kz.dabyl.model.LogEntry;
import kz.dabyl.model.Ping;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code POST /v1/import/…} answers. */
@ExtendWith(VertxExtension.class)
class ImportRouteTest {

    private static final String REMOTE_WRITE = "/v1/import/remote-write";
    private static final String TELEGRAF = "/v1/import/telegraf";
    private static final String PROTOBUF = "application/x-protobuf";
    private static final Map<String, String> LABELS = Map.of(
            "dabyl_place", "8820e60003fffff",
            "dabyl_network", "401-01",
            "dabyl_access", "mobile",
            "dabyl_interval_s", "30",
            "instance", "1.1.1.1");

    private final TestService service;

    ImportRouteTest(Vertx vertx) throws Exception {
        service = TestService.start(vertx, TimeMode.WALL);
    }

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void takesAScrapeOfTheProbeThatSendsIt() throws Exception {
        var answer = write(service.probeToken("p-1"), scrape(NOON));

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.bodyAsJsonObject()).isEqualTo(taken(1, 0));
        assertThat(service.log.reports()).singleElement().satisfies(entry -> {
            assertThat(entry.report().probe()).isEqualTo("p-1");
            assertThat(entry.report().at()).isEqualTo(NOON);
        });
    }

    @Test
    void tellsTheLogByWhichInviteTheProbeCame() throws Exception {
        write(service.probeToken("p-1"), scrape(NOON));

        assertThat(service.log.entries(0).size() + service.log.entries(1).size())
                .isPositive();
        assertThat(List.of(service.log.entries(0), service.log.entries(1)))
                .anySatisfy(entries -> assertThat(entries).hasAtLeastOneElementOfType(LogEntry.Trust.class));
    }

    @Test
    void countsWhatIsSentAgainOnce() throws Exception {
        var body = flush("p-1", NOON - 3_000_000, 100);
        write(RELAY, body);

        var again = write(RELAY, body);

        assertThat(again.statusCode()).isEqualTo(202);
        assertThat(service.log.reports()).hasSize(100);
    }

    @Test
    void neverRefusesWhatWasKeptDuringAnOutage() throws Exception {
        var token = service.probeToken("p-1");
        write(token, scrape(NOON - 7_200_000));

        var answer = write(token, flush("p-1", NOON - 7_170_000, 230));

        assertThat(answer.bodyAsJsonObject()).isEqualTo(taken(230, 0));
        assertThat(service.log.reports())
                .extracting(entry -> entry.report().at())
                .isSorted()
                .doesNotHaveDuplicates();
    }

    @Test
    void sendsTargetsThatAreScrapedLaterWithTheNextReport() throws Exception {
        var token = service.probeToken("p-1");
        write(token, scrape(NOON));
        var second = new WriteRequests(LABELS)
                .series("probe_success", NOON + 7_000, 0, "instance", "egov.kz")
                .snappy();

        var later = write(token, second);
        write(token, scrape(NOON + 30_000));

        assertThat(later.bodyAsJsonObject()).isEqualTo(taken(0, 0));
        assertThat(service.log.reports().get(1).report().pings())
                .extracting(Ping::target)
                .containsExactly("international/1.1.1.1", "domestic/egov.kz");
    }

    @Test
    void takesABodyInWhichNothingConcernsUs() throws Exception {
        var body = new WriteRequests(LABELS).series("go_goroutines", NOON, 7).snappy();

        var answer = write(RELAY, body);

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.bodyAsJsonObject()).isEqualTo(taken(0, 0));
    }

    @Test
    void saysInItsDetailWhatIsMissing() throws Exception {
        var answer = write(RELAY, scrape(NOON));

        assertProblem(answer, 400, "malformed-reports");
        assertThat(answer.bodyAsJsonObject().getString("detail")).contains("dabyl_probe is required");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"wrong", "dp1_AAAA"})
    void refusesWhoeverHasNoCredential(@Nullable String token) throws Exception {
        assertProblem(write(token, scrape(NOON)), 401, "unauthorized");
    }

    @Test
    void keepsNothingOfAnotherProbeThatHasReportedInThisIntervalAlready() throws Exception {
        write(service.probeToken("p-1"), flush("p-1", NOON, 1));

        var answer = write(service.probeToken("p-2"), flush("p-1", NOON, 1));

        assertProblem(answer, 403, "another-probe");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/import/ripe-atlas", "/v1/import/ripe-atlas-connections", "/v1/import/ooni"})
    void doesNotReadDocumentsOfManyProbesForOneProbe(String path) throws Exception {
        var body = "{\"results\":[{}]}".getBytes(UTF_8);

        var answer = post(path, service.probeToken("p-1"), "application/json", null, body);

        assertProblem(answer, 403, "another-probe");
    }

    @Test
    void takesMeasurementsOfAProbeForItselfOnly() throws Exception {
        var answer = write(service.probeToken("p-2"), flush("p-1", NOON, 1));

        assertProblem(answer, 403, "another-probe");
    }

    @ParameterizedTest
    @CsvSource({
        "application/json,snappy",
        "application/x-protobuf,gzip",
        "application/x-protobuf,",
        "application/x-protobuf;proto=io.prometheus.write.v2.Request,snappy"
    })
    void refusesOtherTypesAndEncodings(String type, @Nullable String encoding) throws Exception {
        assertProblem(post(REMOTE_WRITE, RELAY, type, encoding, scrape(NOON)), 415, "unsupported-media-type");
    }

    @Test
    void refusesABombBeforeItGrows() throws Exception {
        var announcesAQuarterOfAGigabyte = new byte[] {(byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 0x7F, 0, 0};

        assertProblem(write(RELAY, announcesAQuarterOfAGigabyte), 413, "too-large");
        await().until(() -> service.admission.heldBytes() == 0);
    }

    @Test
    void refusesWhatIsDamaged() throws Exception {
        assertProblem(write(RELAY, new byte[] {5, 1, 2}), 400, "malformed-encoding");
    }

    @Test
    void asksForTheWholeRequestAgainWhileTheLogIsAway() throws Exception {
        var token = service.probeToken("p-1");
        service.log.available(false);
        var away = write(token, scrape(NOON));
        service.log.available(true);

        var again = write(token, scrape(NOON));

        assertProblem(away, 503, "unavailable");
        assertThat(Integer.parseInt(away.getHeader("retry-after"))).isBetween(1, 5);
        assertThat(again.bodyAsJsonObject()).isEqualTo(taken(1, 0));
    }

    @Test
    void countsWhatIsRejectedOnceHoweverOftenItIsSent() throws Exception {
        var tags = ",dabyl_probe=p,dabyl_place=8820e60003fffff,dabyl_network=401-01,dabyl_access=mobile";
        var lines =
                ("ping,url=1.1.1.1" + tags + " result_code=0i\nping,url=1.1.1.1" + tags + " broken").getBytes(UTF_8);
        service.log.available(false);
        telegraf(lines);
        service.log.available(true);

        var answer = telegraf(lines);

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(service.meters.scrape())
                .contains("dabyl_reports_total{result=\"accepted\"} 1.0")
                .contains("dabyl_reports_total{result=\"rejected\"} 1.0")
                .contains("dabyl_reports_total{result=\"unavailable\"} 1.0");
    }

    private HttpResponse<Buffer> telegraf(byte[] lines) throws Exception {
        return post(TELEGRAF, RELAY, "text/plain", null, lines);
    }

    @Test
    void readsLargeBodiesTooAndGivesBackTheirRoom() throws Exception {
        var answer = write(RELAY, flush("p-1", NOON - 6 * 86_400_000L, 10_000));

        assertThat(answer.bodyAsJsonObject()).isEqualTo(taken(10_000, 0));
        await().until(() -> service.admission.heldBytes() == 0);
    }

    @Test
    void claimsRoomForWhatIsMadeOfABody() throws Exception {
        service.log.answer(FakeLog.Answer.HOLD);
        var reports = 5_000;
        var body = flush("p-1", NOON - 6 * 86_400_000L, reports);

        var answer = service.request(HttpMethod.POST, REMOTE_WRITE, RELAY)
                .putHeader("content-type", PROTOBUF)
                .putHeader("content-encoding", "snappy")
                .sendBuffer(Buffer.buffer(body));
        await().untilAsserted(() -> assertThat(service.admission.heldBytes() - 2L * body.length)
                .as("beside the body, packed and not")
                .isGreaterThan(reports * 250L));
        service.log.answer(FakeLog.Answer.ACKNOWLEDGE);
        await().until(() -> !service.log.acknowledgeOne() && answer.isComplete());

        await().until(() -> service.admission.heldBytes() == 0);
    }

    @Test
    void takesNoMoreReportsOfARequestThanThreeDaysOfHalfMinutes() throws Exception {
        var answer = write(service.probeToken("p-1"), flush("p-1", NOON - 6 * 86_400_000L, 12_000));

        assertThat(answer.bodyAsJsonObject().getInteger("accepted")).isEqualTo(10_000);
        assertThat(answer.bodyAsJsonObject().getJsonArray("rejected")).isNotEmpty();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"gzip"})
    void takesLinesOfTelegraf(@Nullable String encoding) throws Exception {
        var lines = """
                ping,url=1.1.1.1,dabyl_place=KZ-75,dabyl_network=AS9198,dabyl_access=fixed result_code=0i 1619247630000
                ping,url=1.1.1.1 result_code=0i 1619247630000
                """.getBytes(UTF_8);
        var body = encoding == null ? lines : GunzipTest.gzip(lines);

        var answer =
                post(TELEGRAF + "?precision=ms", service.probeToken("p"), "text/plain; charset=utf-8", encoding, body);

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.bodyAsJsonObject().getInteger("accepted")).isEqualTo(1);
        var rejected = answer.bodyAsJsonObject().getJsonArray("rejected").getJsonObject(0);
        assertThat(rejected.getInteger("line")).isEqualTo(2);
        assertThat(rejected.getString("pointer")).isEqualTo("/dabyl_place");
    }

    @Test
    void knowsNoOtherFormats() throws Exception {
        assertThat(service.json("/v1/import/csv", OPERATOR, "{}").statusCode()).isEqualTo(404);
    }

    private static byte[] scrape(long at) {
        return new WriteRequests(LABELS)
                .series("probe_icmp_duration_seconds", at, 0.042, "phase", "rtt")
                .series("probe_success", at, 1)
                .snappy();
    }

    /** So many scrapes, one each interval. */
    private static byte[] flush(String probe, long from, int scrapes) {
        var body = new WriteRequests(LABELS);
        for (var i = 0; i < scrapes; i++) {
            body.series("probe_success", from + i * 30_000L, i % 2, "dabyl_probe", probe);
        }
        return body.snappy();
    }

    private HttpResponse<Buffer> write(@Nullable String token, byte[] body) throws Exception {
        return post(REMOTE_WRITE, token, PROTOBUF, "snappy", body);
    }

    private HttpResponse<Buffer> post(
            String path, @Nullable String token, String type, @Nullable String encoding, byte[] body) throws Exception {
        var request = service.request(HttpMethod.POST, path, token).putHeader("content-type", type);
        if (encoding != null) {
            request.putHeader("content-encoding", encoding);
        }
        return TestService.settled(request.sendBuffer(Buffer.buffer(body)));
    }

    private static JsonObject taken(int accepted, int duplicates) {
        return new JsonObject()
                .put("accepted", accepted)
                .put("duplicates", duplicates)
                .put("rejected", new JsonArray());
    }
}
