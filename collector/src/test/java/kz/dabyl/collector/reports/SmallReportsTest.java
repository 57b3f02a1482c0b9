package kz.dabyl.collector.reports;

import static java.nio.charset.StandardCharsets.UTF_8;
import static kz.dabyl.collector.Reports.array;
import static kz.dabyl.collector.Reports.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.junit5.VertxExtension;
import java.util.stream.Stream;
import kz.dabyl.collector.TestService;
import kz.dabyl.collector.log.TimeMode;
import kz.dabyl.collector.trust.TrustRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Which requests take the short way, and that it makes no difference to their answers. */
@ExtendWith(VertxExtension.class)
class SmallReportsTest {

    private static final String JSON = "application/json";
    private static final String LINES = "application/x-ndjson";

    /** A field that has a request go the usual way. */
    private static final String USUAL = "te";

    private static final String ANY = "x-any";

    private static final String REVOKED = """
            {"probe":"q","invite":"i-1","enrolled":"2021-04-24T07:00:30.000Z","revoked":true}""";

    private final TestService service;

    SmallReportsTest(Vertx vertx) throws Exception {
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

    static Stream<Arguments> taken() {
        return Stream.of(
                arguments(JSON, null, bytes(json("PROBE", 1)), 202),
                arguments(JSON, null, bytes(array("PROBE", 1, 3)), 202),
                arguments(LINES, null, bytes(json("PROBE", 1) + "\n" + json("PROBE", 1) + "\n"), 202),
                arguments(JSON, null, bytes(json("another", 1)), 403));
    }

    @ParameterizedTest
    @MethodSource("taken")
    void answersWhatItTakesAsTheUsualWayDoes(String type, @Nullable String encoding, Buffer body, int status)
            throws Exception {
        var quick = send("q", type, encoding, body, ANY);
        var usual = send("u", type, encoding, body, USUAL);

        assertThat(shortWay()).isEqualTo(1);
        assertThat(quick.statusCode()).isEqualTo(usual.statusCode()).isEqualTo(status);
        assertThat(quick.bodyAsJsonObject()).isEqualTo(usual.bodyAsJsonObject());
        assertThat(quick.headers().names())
                .containsExactlyInAnyOrderElementsOf(usual.headers().names());
        assertThat(quick.getHeader("content-type")).isEqualTo(usual.getHeader("content-type"));
        assertThat(quick.getHeader("date")).isEqualTo(usual.getHeader("date"));
    }

    @Test
    void takesCompressedLines() throws Exception {
        var body = Buffer.buffer(GunzipTest.gzip(json("q", 1).getBytes(UTF_8)));

        var answer = send("q", LINES, "gzip", body, ANY);

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(shortWay()).isEqualTo(1);
    }

    @Test
    void answers503AsTheUsualWayDoes() throws Exception {
        service.log.available(false);

        var quick = send("q", JSON, null, bytes(json("q", 1)), ANY);
        var usual = send("q", JSON, null, bytes(json("q", 1)), USUAL);

        assertThat(shortWay()).isEqualTo(1);
        assertThat(quick.statusCode()).isEqualTo(503);
        assertThat(quick.bodyAsJsonObject()).isEqualTo(usual.bodyAsJsonObject());
        assertThat(Integer.parseInt(quick.getHeader("retry-after"))).isBetween(1, 5);
    }

    static Stream<Arguments> left() throws Exception {
        return Stream.of(
                arguments(JSON, null, bytes("nonsense"), 400),
                arguments(JSON, null, bytes("[" + json("PROBE", 1) + ",{}]"), 202),
                arguments(LINES, "gzip", bytes("nonsense"), 400),
                arguments(LINES, "gzip", Buffer.buffer(GunzipTest.gzip(new byte[1 << 20])), 400),
                arguments(JSON, "br", bytes(json("PROBE", 1)), 415),
                arguments("text/plain", null, bytes(json("PROBE", 1)), 415));
    }

    @ParameterizedTest
    @MethodSource("left")
    void leavesToTheUsualWayWhatHasAnythingWrong(String type, @Nullable String encoding, Buffer body, int status)
            throws Exception {
        var answer = send("q", type, encoding, body, ANY);

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(shortWay()).isZero();
        await().until(() -> service.admission.heldBytes() == 0);
    }

    @Test
    void letsNobodyInWhoWasShutOutSinceItsLastRequest() throws Exception {
        var before = send("q", JSON, null, bytes(json("q", 1)), ANY).statusCode();
        service.book.take(TrustRecord.read(REVOKED.getBytes(UTF_8)));

        var after = send("q", JSON, null, bytes(json("q", 2)), ANY).statusCode();

        assertThat(before).isEqualTo(202);
        assertThat(after).isEqualTo(401);
    }

    @Test
    void letsNobodyInByTheTokenOfTheRequestBefore() throws Exception {
        var before = send("q", JSON, null, bytes(json("q", 1)), ANY).statusCode();

        var other = send("p", JSON, null, bytes(json("q", 2)), ANY).statusCode();
        var wrong = service.post("/v1/reports", "nobody's", JSON, bytes(json("q", 2)));

        assertThat(before).isEqualTo(202);
        assertThat(other).isEqualTo(403);
        assertThat(wrong.statusCode()).isEqualTo(401);
    }

    /** In the body {@code PROBE} stands for the name of who sends it. */
    private HttpResponse<Buffer> send(String probe, String type, @Nullable String encoding, Buffer body, String field)
            throws Exception {
        var request = service.request(HttpMethod.POST, "/v1/reports", service.probeToken(probe))
                .putHeader("content-type", type)
                .putHeader(field, "trailers");
        if (encoding == null) {
            return TestService.settled(request.sendBuffer(bytes(body.toString().replace("PROBE", probe))));
        }
        return TestService.settled(
                request.putHeader("content-encoding", encoding).sendBuffer(body));
    }

    /** How many requests were answered by the short way. */
    private double shortWay() {
        return service.meters.find("dabyl.report.requests").counters().stream()
                .mapToDouble(counter -> counter.count())
                .sum();
    }

    private static Buffer bytes(String text) {
        return Buffer.buffer(text);
    }
}
