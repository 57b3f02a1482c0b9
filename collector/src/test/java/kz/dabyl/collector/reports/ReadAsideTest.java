package kz.dabyl.collector.reports;

import static java.nio.charset.StandardCharsets.UTF_8;
import static kz.dabyl.collector.Reports.json;
import static kz.dabyl.collector.TestService.OPERATOR;
import static kz.dabyl.collector.TestService.RELAY;
import static kz.dabyl.collector.TestService.settled;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.junit5.VertxExtension;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import kz.dabyl.collector.TestService;
import kz.dabyl.collector.log.TimeMode;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bodies that are small on the wire and long to read leave the event loop to others: nothing here is timed. */
@ExtendWith(VertxExtension.class)
class ReadAsideTest {

    private static final String LINES = "application/x-ndjson";

    private final Vertx vertx;
    private final TestService service;
    private final CountDownLatch workersMayGoOn = new CountDownLatch(1);

    ReadAsideTest(Vertx vertx) throws Exception {
        this.vertx = vertx;
        service = TestService.start(vertx, TimeMode.WALL);
    }

    @AfterEach
    void stop() {
        workersMayGoOn.countDown();
        service.close();
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/reports,              application/x-ndjson, x,  40000, gzip",
        "/v1/reports,              application/x-ndjson, {,  1000,  identity",
        "/v1/reports,              application/x-ndjson, {,  1000,  gzip",
        "/v1/import/telegraf,      text/plain,           x,  10000, gzip",
        "/v1/import/ripe-atlas,    application/x-ndjson, {}, 10000, gzip"
    })
    void answersOthersWhileABodyOfGarbageWaitsToBeRead(
            String path, String type, String line, int lines, String encoding) throws Exception {
        var garbage = (line + "\n").repeat(lines).getBytes(UTF_8);
        occupyAllWorkers();

        var liar = service.request(HttpMethod.POST, path, RELAY)
                .putHeader("content-type", type)
                .putHeader("content-encoding", encoding)
                .sendBuffer(Buffer.buffer(encoding.equals("gzip") ? GunzipTest.gzip(garbage) : garbage));
        await().until(() -> service.admission.heldBytes() > 0);
        var honest = service.report(json("p", 1));
        var early = liar.isComplete();
        workersMayGoOn.countDown();

        assertThat(honest.statusCode()).isEqualTo(202);
        assertThat(early).isFalse();
        assertThat(settled(liar).statusCode()).isEqualTo(400);
    }

    @Test
    void readsSmallBodiesAtOnce() throws Exception {
        occupyAllWorkers();

        var plain = service.post("/v1/reports", RELAY, LINES, Buffer.buffer(json("p", 1) + "\nx\n"));

        assertThat(plain.statusCode()).isEqualTo(202);
        assertThat(plain.bodyAsJsonObject().getJsonArray("rejected")).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/reports,           application/x-ndjson, x",
        "/v1/import/telegraf,   text/plain,           x",
        "/v1/import/ripe-atlas, application/x-ndjson, {}"
    })
    void answersGarbageThatIsSmallOnTheWireInFewBytes(String path, String type, String line) throws Exception {
        var garbage = GunzipTest.gzip((line + "\n").repeat(10_000).getBytes(UTF_8));

        var answer = settled(service.request(HttpMethod.POST, path, RELAY)
                .putHeader("content-type", type)
                .putHeader("content-encoding", "gzip")
                .sendBuffer(Buffer.buffer(garbage)));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body().length()).isBetween(10_000, 80_000);
    }

    @Test
    void shutsAProbeOutWhileBodiesOfGarbageWaitToBeRead() throws Exception {
        occupyAllWorkers();
        var garbage = GunzipTest.gzip("{\n".repeat(10_000).getBytes(UTF_8));
        var liar = service.request(HttpMethod.POST, "/v1/reports", RELAY)
                .putHeader("content-type", LINES)
                .putHeader("content-encoding", "gzip")
                .sendBuffer(Buffer.buffer(garbage));
        await().until(() -> service.admission.heldBytes() > 0);

        var revoked = settled(service.request(HttpMethod.DELETE, "/v1/probes/p-liar", OPERATOR)
                .send());

        assertThat(liar.isComplete()).isFalse();
        assertThat(revoked.statusCode()).isEqualTo(204);
    }

    private void occupyAllWorkers() throws Exception {
        occupy("reports", ReportRoute.AT_ONCE);
        occupy("imports", 2);
    }

    private void occupy(String workers, int threads) throws Exception {
        var executor = vertx.createSharedWorkerExecutor(workers, threads);
        var occupied = new CountDownLatch(threads);
        Callable<@Nullable Void> waiting = () -> {
            occupied.countDown();
            workersMayGoOn.await();
            return null;
        };
        for (var i = 0; i < threads; i++) {
            executor.executeBlocking(waiting, false);
        }
        occupied.await();
    }
}
