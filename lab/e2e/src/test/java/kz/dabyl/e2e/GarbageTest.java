package kz.dabyl.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Garbage of every kind at every endpoint: the contract's error, nothing of our insides, and the service goes on. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GarbageTest {

    private static final List<String> POSTS =
            List.of("/v1/reports", "/v1/probes", "/v1/invites", "/v1/subscriptions", "/v1/recordings");

    private Service service;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        service = Service.start(folder.resolve("data"), "--time", "log");
    }

    @AfterAll
    void stop() {
        service.close();
    }

    @AfterEach
    void goesOn() throws Exception {
        var answer = service.postReports(
                Logs.report("p-good", System.nanoTime(), Instant.now().toString()));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        assertThat(service.get("/health/ready").statusCode()).isEqualTo(200);
        assertThat(service.log()).doesNotContain("\tat ", "OutOfMemory");
        service.assertNeverBlocked();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "{",
                "[}",
                "not json",
                "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]",
                "\u0000\u0001\u0002"
            })
    void refusesWhatIsNoDocument(String body) throws Exception {
        for (var path : POSTS) {
            expectRefusal(service.post(path, Service.OPERATOR, "application/json", Logs.utf8(body)), path);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"probe\":1e999999}",
                "{\"seq\":99999999999999999999999999999999999999999999999999999999999999999999999999}"
            })
    void refusesNumbersWithoutMeasure(String body) throws Exception {
        for (var path : List.of("/v1/reports", "/v1/probes", "/v1/subscriptions")) {
            expectRefusal(service.post(path, Service.OPERATOR, "application/json", Logs.utf8(body)), path);
        }
    }

    @Test
    void refusesBrokenUtf8() throws Exception {
        var body = Logs.utf8(Logs.report("p-bad", 1, Instant.now().toString()));
        body[12] = (byte) 0xFF;

        for (var path : POSTS) {
            expectRefusal(service.post(path, Service.OPERATOR, "application/json", body), path);
        }
    }

    @Test
    void refusesNestingWithoutEnd() throws Exception {
        var body = new byte[1_000_000];
        Arrays.fill(body, (byte) '[');

        for (var path : POSTS) {
            expectRefusal(service.post(path, Service.OPERATOR, "application/json", body), path);
        }
    }

    @Test
    void refusesAHundredMegabytesOfZerosInAFewKilobytes() throws Exception {
        var zipped = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(zipped)) {
            var zeros = new byte[1 << 20];
            for (var i = 0; i < 100; i++) {
                gzip.write(zeros);
            }
        }

        var answer = service.post(
                "/v1/reports", Service.RELAY, "application/json", zipped.toByteArray(), "Content-Encoding", "gzip");

        assertThat(answer.statusCode()).isEqualTo(413);
        expectRefusal(answer, "/v1/reports");
    }

    @Test
    void refusesOtherTypesAndStrangers() throws Exception {
        var body = Logs.utf8(Logs.report("p-1", 1, Instant.now().toString()));

        assertThat(service.post("/v1/reports", Service.RELAY, "text/plain", body)
                        .statusCode())
                .isEqualTo(415);
        assertThat(service.post("/v1/reports", "guess", "application/json", body)
                        .statusCode())
                .isEqualTo(401);
        assertThat(service.post("/v1/subscriptions", Service.RELAY, "application/json", body)
                        .statusCode())
                .isIn(401, 403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/incidents?limit=-1",
                "/v1/incidents?from=yesterday",
                "/v1/incidents?cursor=%00%FF",
                "/v1/incidents/../../etc/passwd",
                "/v1/incidents/NOSUCHINCIDENT",
                "/v1/subscriptions/none/deliveries",
                "/v1/nothing",
                "/%ff%fe"
            })
    void refusesBadAddresses(String path) throws Exception {
        expectRefusal(service.send(service.request(path).header("Authorization", "Bearer " + Service.OPERATOR)), path);
    }

    @Test
    void outlivesBytesThatAreNoHttp() throws Exception {
        var random = new Random(1);
        for (var i = 0; i < 50; i++) {
            var bytes = new byte[1 + random.nextInt(2000)];
            random.nextBytes(bytes);
            try (var socket =
                    new Socket(service.base().getHost(), service.base().getPort())) {
                socket.getOutputStream().write(bytes);
            }
        }

        assertThat(service.get("/health/live").statusCode()).isEqualTo(200);
    }

    private static void expectRefusal(HttpResponse<String> answer, String where) {
        assertThat(answer.statusCode()).as(where + ": " + answer.body()).isBetween(400, 499);
        assertThat(answer.headers().firstValue("content-type")).as(where).hasValue("application/problem+json");
        assertThat(answer.body()).as(where).doesNotContain("Exception").doesNotContain("kz.dabyl");
    }
}
