package kz.dabyl.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a browser gets of the console. The tests of its files skip in a build without Node. */
class ConsoleRoutesTest {

    private static final Pattern FILE = Pattern.compile("(?:href|src)=\"(console/[^\"]+)\"");
    private static final int MOST_BYTES = 100_000;

    private final Vertx vertx = Vertx.vertx();
    private final HttpClient client = HttpClient.newHttpClient();

    @AfterEach
    void close() {
        vertx.close().await();
    }

    @Test
    void servesThePageToAnyoneUnderAStrictPolicyAndWithoutACookie() throws Exception {
        var base = serveBuilt();

        var page = get(base.resolve("/console"), "identity");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(header(page, "content-type")).isEqualTo("text/html; charset=utf-8");
        assertThat(header(page, "content-security-policy"))
                .startsWith("default-src 'self';")
                .doesNotContain("unsafe");
        assertThat(header(page, "cache-control")).isEqualTo("no-cache");
        assertThat(page.headers().firstValue("set-cookie")).isEmpty();
    }

    @Test
    void servesEveryFileThatThePageNamesForEverAndPacked() throws Exception {
        var base = serveBuilt();
        var page = new String(get(base.resolve("/console"), "identity").body(), UTF_8);
        var files = FILE.matcher(page).results().map(found -> found.group(1)).toList();

        assertThat(files).hasSize(3);
        for (var file : files) {
            var plain = get(base.resolve("/" + file), "identity");
            for (var encoding : List.of("gzip", "br")) {
                var packed = get(base.resolve("/" + file), "deflate, " + encoding);
                assertThat(packed.statusCode()).isEqualTo(200);
                assertThat(header(packed, "content-encoding")).isEqualTo(encoding);
                assertThat(header(packed, "cache-control")).isEqualTo("public, max-age=31536000, immutable");
                assertThat(packed.body().length).isLessThan(plain.body().length);
            }
        }
    }

    @Test
    void isLightEnoughForAThrottledLine() throws Exception {
        var base = serveBuilt();
        var bytes = 0;

        for (var file : ConsoleFiles.built().names()) {
            bytes += get(base.resolve("/console/" + file), "gzip").body().length;
        }

        assertThat(bytes).isBetween(10_000, MOST_BYTES);
    }

    @Test
    void sendsWhoAddsASlashToThePage() throws Exception {
        var answer = get(serve(ConsoleFiles.missing("")).resolve("/console/"), "gzip");

        assertThat(answer.statusCode()).isEqualTo(308);
        assertThat(header(answer, "location")).isEqualTo("../console");
    }

    @Test
    void knowsNoOtherFile() throws Exception {
        var base = serve(ConsoleFiles.built());

        assertThat(get(base.resolve("/console/files.txt"), "gzip").statusCode()).isEqualTo(404);
        assertThat(get(base.resolve("/console/..%2Fmissing.txt"), "gzip").statusCode())
                .isEqualTo(404);
    }

    @Test
    void saysWhyThereIsNoConsoleWhereItWasBuiltWithoutNode() throws Exception {
        var page =
                get(serve(ConsoleFiles.missing("Node <18 & npm were not found")).resolve("/console"), "gzip");

        assertThat(page.statusCode()).isEqualTo(503);
        assertThat(new String(page.body(), UTF_8))
                .contains("Node &lt;18 &amp; npm were not found.", "apt-get install nodejs");
    }

    private URI serveBuilt() throws Exception {
        var built = ConsoleFiles.built();
        assumeThat(built.missing()).as("a console in this build").isEmpty();
        return serve(built);
    }

    private URI serve(ConsoleFiles files) throws Exception {
        var router = Router.router(vertx);
        new ConsoleRoutes(files).mount(vertx, router);
        var server = vertx.createHttpServer()
                .requestHandler(router)
                .listen(0, "127.0.0.1")
                .await();
        return URI.create("http://127.0.0.1:" + server.actualPort());
    }

    private HttpResponse<byte[]> get(URI address, String encodings) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(address)
                .timeout(Duration.ofSeconds(20))
                .header("Accept-Encoding", encodings)
                .build();
        return client.send(request, BodyHandlers.ofByteArray());
    }

    private static String header(HttpResponse<?> answer, String name) {
        return Optional.ofNullable(answer.headers().map().get(name))
                .orElse(List.of(""))
                .get(0);
    }
}
