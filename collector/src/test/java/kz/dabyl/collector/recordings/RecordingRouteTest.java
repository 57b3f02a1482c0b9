package kz.dabyl.collector.recordings;

import static java.nio.charset.StandardCharsets.UTF_8;
import static kz.dabyl.collector.Reports.NOON;
import static kz.dabyl.collector.Reports.json;
import static kz.dabyl.collector.TestService.OPERATOR;
import static kz.dabyl.collector.TestService.RELAY;
import static kz.dabyl.collector.TestService.assertProblem;
import static kz.dabyl.collector.TestService.settled;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.NetSocket;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import kz.dabyl.collector.TestService;
import kz.dabyl.collector.log.FakeLog;
import kz.dabyl.collector.log.TimeMode;
import kz.dabyl.collector.reports.GunzipTest;
import kz.dabyl.model.LogEntry;
import kz.dabyl.model.Partitions;
import kz.dabyl.model.Thresholds;
import kz.dabyl.model.Times;
import kz.dabyl.model.TrustLevel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What {@code POST /v1/recordings} does. */
@ExtendWith(VertxExtension.class)
class RecordingRouteTest {

    private static final String PATH = "/v1/recordings";
    private static final String NDJSON = "application/x-ndjson";

    private final Vertx vertx;
    private final TestService service;

    RecordingRouteTest(Vertx vertx) throws Exception {
        this.vertx = vertx;
        service = TestService.start(vertx, TimeMode.LOG);
    }

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void writesARecordingWithItsOwnTimes() throws Exception {
        var answer = feed(tick(0) + received(412, 1) + received(500, 2) + tick(1000));

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.bodyAsJsonObject())
                .isEqualTo(new JsonObject()
                        .put("accepted", 4)
                        .put("reports", 2)
                        .put("ticks", 2)
                        .put("notices", 0)
                        .put("skipped", 0));
        assertThat(service.log.reports())
                .extracting(LogEntry.Received::received)
                .containsExactlyInAnyOrder(NOON + 412, NOON + 500);
        for (var partition = 0; partition < 2; partition++) {
            assertThat(service.log.entries(partition))
                    .startsWith(new LogEntry.Tick(NOON, "c9"))
                    .endsWith(new LogEntry.Tick(NOON + 1000, "c9"));
        }
    }

    @Test
    void takesThresholdsRalliesAndTrustAtTheirPlace() throws Exception {
        var answer = feed("{\"thresholds\":{\"min_probes\":5}}\n" + tick(0)
                + "{\"rallies\":[]}\n"
                + "{\"trust\":{\"probe\":\"p-1\",\"invite\":\"i-1\",\"revoked\":false}}\n" + tick(1000));

        assertThat(answer.bodyAsJsonObject().getInteger("notices")).isEqualTo(3);
        var here = new LogEntry.Stamp(NOON, "c9");
        for (var partition = 0; partition < 2; partition++) {
            assertThat(service.log.entries(partition))
                    .filteredOn(entry -> !(entry instanceof LogEntry.Trust))
                    .containsExactly(
                            new LogEntry.ThresholdsSet(new Thresholds(1, 5, List.of("KZ"), 60, 120, 20, 3, 0.2, 1)),
                            new LogEntry.Tick(NOON, "c9"),
                            new LogEntry.RalliesSet(List.of(), 0, "", here),
                            new LogEntry.Tick(NOON + 1000, "c9"));
        }
        assertThat(service.log.entries(Partitions.of("p-1", 2)))
                .contains(new LogEntry.Trust("p-1", "i-1", TrustLevel.INVITED, here));
    }

    @Test
    void skipsLinesOfKindsThatTheLogDoesNotHold() throws Exception {
        var answer = feed("{\"future\":[1,{\"x\":2}]}\n" + tick(0));

        assertThat(answer.bodyAsJsonObject().getInteger("accepted")).isEqualTo(1);
        assertThat(answer.bodyAsJsonObject().getInteger("skipped")).isEqualTo(1);
    }

    @Test
    void takesARecordingThatIsCompressed() throws Exception {
        var body = Buffer.buffer(GunzipTest.gzip((tick(0) + received(412, 1)).getBytes(UTF_8)));

        var answer = settled(service.request(HttpMethod.POST, PATH, OPERATOR)
                .putHeader("content-type", NDJSON)
                .putHeader("content-encoding", "gzip")
                .sendBuffer(body));

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(service.log.reports()).hasSize(1);
    }

    @Test
    void feedsMoreThanABodyOfReportsMayHold() throws Exception {
        var minute = new StringBuilder();
        var lines = 0;
        while (minute.length() < 10 << 20) {
            minute.append(received(lines, lines)).append(lines % 100 == 0 ? tick(lines) : "");
            lines++;
        }

        var answer = feed(minute.toString());

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.bodyAsJsonObject().getInteger("reports")).isEqualTo(lines);
        assertThat(service.log.reports()).hasSize(lines);
    }

    @Test
    void slowsTheSenderDownToThePaceOfTheLog() throws Exception {
        service.log.answer(FakeLog.Answer.HOLD);
        var line = received(412, 1).getBytes(UTF_8);
        var chunk = Buffer.buffer();
        for (var i = 0; i < 200; i++) {
            chunk.appendBytes(line);
        }
        var socket = open();
        var sent = new AtomicLong();
        var timer = vertx.setPeriodic(1, v -> {
            if (!socket.writeQueueFull() && sent.get() < 200L << 20) {
                socket.write(Integer.toHexString(chunk.length()) + "\r\n" + chunk + "\r\n");
                sent.addAndGet(chunk.length());
            }
        });

        await().during(Duration.ofMillis(500)).until(() -> {
            var before = sent.get();
            settled(vertx.timer(300));
            return sent.get() == before && before > 0;
        });
        vertx.cancelTimer(timer);

        assertThat(sent.get()).isLessThan(64L << 20);
        assertThat(service.log.heldBack()).isBetween(1, 20);
        service.log.answer(FakeLog.Answer.ACKNOWLEDGE);
        service.log.close(Duration.ZERO);
        leave(socket);
    }

    @Test
    void writesWhatHasComeWhileTheSenderPauses() throws Exception {
        var socket = open();
        var lines = tick(0) + received(412, 1);

        socket.write(Integer.toHexString(lines.length()) + "\r\n" + lines + "\r\n");

        await().until(() -> service.log.reports().size() == 1);
        leave(socket);
    }

    /** Else Vert.x waits half a minute for the rest of the request before it closes. */
    private static void leave(NetSocket socket) throws Exception {
        settled(socket.close());
    }

    @Test
    void namesTheLineThatIsBadAndKeepsWhatStoodBefore() throws Exception {
        var answer = feed(tick(0) + received(412, 1) + received(413, 2).replace("401-01", "x"));

        assertProblem(answer, 400, "malformed-recording");
        var fault = answer.bodyAsJsonObject().getJsonArray("errors").getJsonObject(0);
        assertThat(fault.getInteger("line")).isEqualTo(3);
        assertThat(fault.getString("pointer")).isEqualTo("/report/network");
        assertThat(service.log.reports()).hasSize(1);
    }

    @Test
    void refusesWhatIsNoRecording() throws Exception {
        assertProblem(feed("nonsense\n"), 400, "malformed-recording");
    }

    @Test
    void refusesACompressedRecordingThatEndsEarly() throws Exception {
        var whole = GunzipTest.gzip((tick(0) + received(412, 1)).getBytes(UTF_8));
        var cut = Buffer.buffer(Arrays.copyOf(whole, whole.length / 2));

        assertProblem(service.post(PATH, OPERATOR, NDJSON, cut), 400, "malformed-recording");
    }

    @Test
    void answers503WhenTheLogDidNotTakeAll() throws Exception {
        service.log.answer(FakeLog.Answer.FAIL);

        var answer = feed(tick(0) + received(412, 1));

        assertProblem(answer, 503, "unavailable");
        assertThat(answer.getHeader("retry-after")).isNotNull();
    }

    @Test
    void isForOperators() throws Exception {
        assertProblem(service.post(PATH, null, NDJSON, Buffer.buffer(tick(0))), 401, "unauthorized");
        assertProblem(service.post(PATH, RELAY, NDJSON, Buffer.buffer(tick(0))), 403, "operator-only");
        assertProblem(
                service.post(PATH, service.probeToken("p"), NDJSON, Buffer.buffer(tick(0))), 403, "operator-only");
        assertThat(service.log.entries(0)).isEmpty();
    }

    @Test
    void takesNdjsonOnly() throws Exception {
        assertProblem(service.json(PATH, OPERATOR, tick(0)), 415, "unsupported-media-type");
    }

    @Test
    void isNotThereInRealTime(Vertx other) throws Exception {
        try (var live = TestService.start(other, TimeMode.WALL)) {
            assertProblem(live.post(PATH, OPERATOR, NDJSON, Buffer.buffer(tick(0))), 409, "real-time");
            assertProblem(live.post(PATH, null, NDJSON, Buffer.buffer(tick(0))), 401, "unauthorized");
        }
    }

    private HttpResponse<Buffer> feed(String lines) throws Exception {
        return service.post(PATH, OPERATOR, NDJSON, Buffer.buffer(lines));
    }

    private NetSocket open() throws Exception {
        var socket = settled(vertx.createNetClient().connect(service.port(), "127.0.0.1"));
        settled(socket.write(String.join(
                "\r\n",
                Arrays.asList(
                        "POST " + PATH + " HTTP/1.1",
                        "host: x",
                        "authorization: Bearer " + OPERATOR,
                        "content-type: " + NDJSON,
                        "transfer-encoding: chunked",
                        "",
                        ""))));
        return socket;
    }

    private static String tick(long millis) {
        return "{\"tick\":\"%s\",\"collector\":\"c9\"}\n".formatted(Times.format(NOON + millis));
    }

    private static String received(long millis, long seq) {
        return "{\"received\":\"%s\",\"collector\":\"c9\",\"report\":%s}\n"
                .formatted(Times.format(NOON + millis), json("p" + seq % 5, seq));
    }
}
