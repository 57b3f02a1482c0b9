package kz.dabyl.detector.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import kz.dabyl.model.Incident;
import kz.dabyl.runtime.access.Credentials;
import kz.dabyl.runtime.secrets.SigningKey;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Asks for the evidence of an incident of which a cell had fewer probes than may be shown. */
class EvidenceRoutesTest {

    private static final SigningKey KEY = new SigningKey("a secret of thirty-two bytes ....".getBytes(UTF_8), "test");
    private static final String OPERATOR = "op_1";
    private static final Vertx VERTX = Vertx.vertx();

    @TempDir
    private static Path folder = Path.of("");

    private static List<Incident> revisions = List.of();
    private static int port;

    @BeforeAll
    static void serves() throws Exception {
        var hops = SimulatedHops.of("two-cities");
        revisions = hops.incidents().get(0);
        var desk = new EvidenceDesk(
                VERTX, new Assembly(hops, KEY, "0.1.0", new Random(5), Assembly.DAY), folder.resolve("evidence"));
        var router = Router.router(VERTX);
        new EvidenceRoutes(desk, id -> revisions, new Credentials(OPERATOR, "relay_1", new byte[32]))
                .mount(VERTX, router);
        var server = VERTX.createHttpServer().requestHandler(router).listen(0, "127.0.0.1");
        port = server.toCompletionStage()
                .toCompletableFuture()
                .get(60, TimeUnit.SECONDS)
                .actualPort();
    }

    @AfterAll
    static void closes() throws Exception {
        VERTX.close().toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
    }

    @Test
    void refusesThePublicWhatOnlyOperatorsMaySee() throws Exception {
        var refused = get("/evidence", "nobody");
        var given = get("/evidence", OPERATOR);

        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).contains("a cell of the incident had fewer than 3 probes");
        assertThat(given.statusCode()).isEqualTo(200);
    }

    @Test
    void namesAFileByTheLastRevisionThatItDecides() throws Exception {
        var first = revisions.get(0);

        var given = get("/evidence?revision=" + first.revision(), OPERATOR);

        assertThat(given.headers().firstValue("etag"))
                .contains("\"" + first.id() + "-" + first.revision() + "-operators\"");
    }

    @Test
    void isTheRecordingToWhoTakesItEncodedAndAFileToAllOthers() throws Exception {
        var address = URI.create(
                "http://127.0.0.1:" + port + "/v1/incidents/" + revisions.get(0).id() + "/evidence");
        var asked = HttpRequest.newBuilder(address)
                .header("authorization", "Bearer " + OPERATOR)
                .header("accept-encoding", "gzip, deflate");

        var encoded = HttpClient.newHttpClient().send(asked.build(), HttpResponse.BodyHandlers.ofByteArray());
        var plain = get("/evidence", OPERATOR);

        assertThat(encoded.headers().firstValue("content-encoding")).contains("gzip");
        assertThat(encoded.headers().firstValue("content-type")).contains("application/x-ndjson");
        assertThat(encoded.headers().firstValue("content-disposition").orElse(""))
                .endsWith(".ndjson\"");
        try (var lines = new GZIPInputStream(new ByteArrayInputStream(encoded.body()))) {
            assertThat(new String(lines.readAllBytes(), UTF_8)).startsWith("{");
        }
        assertThat(plain.headers().firstValue("content-encoding")).isEmpty();
        assertThat(plain.headers().firstValue("content-type")).contains("application/gzip");
    }

    @Test
    void refusesARevisionThatThereIsNot() throws Exception {
        var answer = get("/evidence?revision=9999", OPERATOR);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("/revision");
    }

    @Test
    void takesABlankRevisionForNoneAndRefusesTwo() throws Exception {
        assertThat(get("/evidence?revision=", OPERATOR).statusCode()).isEqualTo(200);
        assertThat(get("/evidence?revision=1&revision=1", OPERATOR).statusCode())
                .isEqualTo(400);
    }

    private static HttpResponse<String> get(String path, String token) throws Exception {
        var address =
                "http://127.0.0.1:" + port + "/v1/incidents/" + revisions.get(0).id() + path;
        var request = HttpRequest.newBuilder(URI.create(address))
                .header("authorization", "Bearer " + token)
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }
}
