package kz.dabyl.collector.reports;

import static java.nio.charset.StandardCharsets.UTF_8;
import static kz.dabyl.collector.Reports.array;
import static kz.dabyl.collector.Reports.json;
import static kz.dabyl.collector.TestService.RELAY;
import static kz.dabyl.collector.TestService.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.junit5.VertxExtension;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import kz.dabyl.collector.TestService;
import kz.dabyl.collector.admission.Limits;
import kz.dabyl.collector.log.TimeMode;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which bodies {@code POST /v1/reports} takes, by their type, encoding and size, whatever stands in them. */
@ExtendWith(VertxExtension.class)
class ReportBodyTest {

    private static final String PATH = "/v1/reports";
    private static final String JSON = "application/json";

    private final TestService service;

    ReportBodyTest(Vertx vertx) throws Exception {
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

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "x-gzip", "GZIP"})
    void takesWhatIsCompressed(String encoding) throws Exception {
        var body = Buffer.buffer(GunzipTest.gzip(array("p", 0, 2000).getBytes(UTF_8)));

        var answer = post(encoding, body).bodyAsJsonObject();

        assertThat(answer.getInteger("accepted")).isEqualTo(2000);
        assertThat(answer.getInteger("duplicates")).isZero();
        assertThat(answer.getJsonArray("rejected")).isEmpty();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {"text/plain", "application/xml", "application/json; charset=utf-16", "", "application/x-protobuf"
            })
    void refusesOtherTypes(@Nullable String type) throws Exception {
        var request = service.request(HttpMethod.POST, PATH, RELAY);
        if (type != null) {
            request.putHeader("content-type", type);
        }

        var answer = TestService.settled(
                type == null
                        ? request.sendStream(new OneChunk(Buffer.buffer(json("p", 1))))
                        : request.sendBuffer(Buffer.buffer(json("p", 1))));

        assertProblem(answer, 415, "unsupported-media-type");
    }

    @ParameterizedTest
    @ValueSource(strings = {"br", "deflate", "zstd", "gzip, gzip"})
    void refusesOtherEncodings(String encoding) throws Exception {
        assertProblem(post(encoding, Buffer.buffer(json("p", 1))), 415, "unsupported-media-type");
    }

    @Test
    void refusesWhatOnlyClaimsToBeCompressed() throws Exception {
        assertProblem(post("gzip", Buffer.buffer(json("p", 1))), 400, "malformed-gzip");
    }

    @Test
    void refusesABodyThatIsTooLarge() throws Exception {
        var answer = service.report(" ".repeat((8 << 20) + 1));

        assertProblem(answer, 413, "too-large");
    }

    @Test
    void refusesABodyThatIsTooLargeThoughItSaysThatItIsNotEncoded() throws Exception {
        var plain = json("p", 1) + " ".repeat((8 << 20) + 1_000);

        assertProblem(post("identity", Buffer.buffer(plain)), 413, "too-large");
    }

    @Test
    void refusesABodyThatTurnsOutTooLarge() throws Exception {
        var request = service.request(HttpMethod.POST, PATH, RELAY).putHeader("content-type", JSON);

        var answer = TestService.settled(request.sendStream(new OneChunk(Buffer.buffer(" ".repeat(9 << 20)))));

        assertProblem(answer, 413, "too-large");
    }

    @Test
    void takesABodyOfTheLargestSize() throws Exception {
        var answer = service.report(
                json("p", 1) + " ".repeat((8 << 20) - json("p", 1).length()));

        assertThat(answer.bodyAsJsonObject().getInteger("accepted")).isEqualTo(1);
    }

    @Test
    void takesABodyOfTheLargestSizeThatGzipMadeLarger() throws Exception {
        var plain = json("p", 1) + " ".repeat((8 << 20) - json("p", 1).length());
        var stored = stored(plain.getBytes(UTF_8));
        assertThat(stored.length()).isGreaterThan(8 << 20);

        var answer = post("gzip", stored);

        assertThat(answer.bodyAsJsonObject().getInteger("accepted")).isEqualTo(1);
    }

    @Test
    void refusesAHundredMegabytesOfZerosInGzip() throws Exception {
        var bomb = Buffer.buffer(GunzipTest.gzip(new byte[100 << 20]));

        assertProblem(post("gzip", bomb), 413, "too-large");
    }

    @Test
    void holdsNoBytesOnceAllIsAnswered() throws Exception {
        service.report(json("p", 1));
        service.report("nonsense");
        service.report(" ".repeat((8 << 20) + 1));
        post("gzip", Buffer.buffer(GunzipTest.gzip(json("p", 2).getBytes(UTF_8))));

        await().atMost(Duration.ofSeconds(2)).until(() -> service.admission.heldBytes() == 0);
    }

    @Test
    void countsABodyForWhichThereIsNoRoomOnceItIsUnpacked(Vertx vertx) throws Exception {
        var plain = json("p", 1) + " ".repeat(1_000_000);
        try (var tight = TestService.start(vertx, new Limits(1 << 20, 1 << 20, Duration.ofSeconds(30), 2048, 100))) {
            var answer = TestService.settled(tight.request(HttpMethod.POST, PATH, RELAY)
                    .putHeader("content-type", JSON)
                    .putHeader("content-encoding", "gzip")
                    .sendBuffer(Buffer.buffer(GunzipTest.gzip(plain.getBytes(UTF_8)))));

            assertProblem(answer, 503, "unavailable");
            assertThat(tight.meters.scrape()).contains("dabyl_reports_total{result=\"unavailable\"} 1.0");
        }
    }

    private HttpResponse<Buffer> post(String encoding, Buffer body) throws Exception {
        return TestService.settled(service.request(HttpMethod.POST, PATH, RELAY)
                .putHeader("content-type", JSON)
                .putHeader("content-encoding", encoding)
                .sendBuffer(body));
    }

    /** Gzip that saves nothing. */
    private static Buffer stored(byte[] plain) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(bytes) {
            {
                def.setLevel(Deflater.NO_COMPRESSION);
            }
        }) {
            out.write(plain);
        }
        return Buffer.buffer(bytes.toByteArray());
    }
}
