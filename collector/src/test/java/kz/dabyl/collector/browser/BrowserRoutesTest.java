package kz.dabyl.collector.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.junit5.VertxExtension;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import kz.dabyl.collector.TestService;
import kz.dabyl.collector.log.TimeMode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class BrowserRoutesTest {

    private static final Pattern FOLDER = Pattern.compile("/probe/files/([0-9a-f]{12})/");
    private static final Pattern LISTED = Pattern.compile("FILES = '([^']+)'");

    /** All that a volunteer's phone loads the first time, packed: a second or two on a throttled line of 256 kbit/s. */
    private static final int MOST_PACKED = 40 * 1024;

    private final TestService service;

    BrowserRoutesTest(Vertx vertx) throws Exception {
        service = TestService.start(vertx, TimeMode.WALL);
    }

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void servesAPageThatLoadsAllFromHereUnderOneVersion() throws Exception {
        var page = get("/probe");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.getHeader("content-type")).startsWith("text/html");
        assertThat(page.getHeader("set-cookie")).isNull();
        assertThat(page.bodyAsString()).doesNotContain("http://", "https://", "{version}");
        assertThat(versions(page.bodyAsString())).hasSize(1);
        var loaded = Pattern.compile("(?:src|href)=\"([^\"]+)\"")
                .matcher(page.bodyAsString())
                .results()
                .map(found -> found.group(1))
                .toList();
        assertThat(loaded).hasSizeGreaterThan(10);
        for (var address : loaded) {
            assertThat(get(address).statusCode()).as(address).isEqualTo(200);
        }
    }

    @Test
    void allowsThePageNoMoreThanWhatItMeasures() throws Exception {
        var policy = get("/probe").getHeader("content-security-policy");

        assertThat(policy)
                .startsWith("default-src 'self'; connect-src 'self' https://1.1.1.1 ")
                .contains(" https://egov.kz ", "form-action 'none'", "frame-ancestors 'none'")
                .doesNotContain("nic.kz", "*", "unsafe");
        assertThat(settings().getJsonArray("beacons"))
                .isNotEmpty()
                .allSatisfy(beacon -> assertThat(policy).contains(origin(((JsonObject) beacon).getString("url"))));
    }

    @Test
    void givesTheWorkerOfAVersionAllFilesOfThatVersion() throws Exception {
        var worker = get("/probe/sw.js");
        var version = versions(get("/probe").bodyAsString()).get(0);

        assertThat(worker.getHeader("service-worker-allowed")).isEqualTo("/probe");
        assertThat(worker.getHeader("cache-control")).isEqualTo("no-cache");
        assertThat(worker.bodyAsString()).contains("VERSION = '" + version + "'");
        for (var name : listed(worker)) {
            var file = get("/probe/files/" + version + "/" + name);
            assertThat(file.statusCode()).as(name).isEqualTo(200);
            assertThat(file.getHeader("cache-control")).contains("immutable");
        }
    }

    @Test
    void hasNothingOfOtherVersionsAndNothingElse() throws Exception {
        var version = versions(get("/probe").bodyAsString()).get(0);

        assertThat(get("/probe/files/000000000000/page.js").statusCode()).isEqualTo(404);
        assertThat(get("/probe/files/" + version + "/BrowserRoutes.class").statusCode())
                .isEqualTo(404);
        assertThat(get("/probe/files/" + version + "/..%2Fpackage-info.class").statusCode())
                .isEqualTo(404);
        assertThat(get("/probe/hexagons/atlantis").statusCode()).isEqualTo(404);
    }

    @Test
    void saysOfAPageThatABrowserHasThatItIsStillSo() throws Exception {
        var page = get("/probe");
        var tag = page.getHeader("etag");

        var again = TestService.settled(service.request(HttpMethod.GET, "/probe", null)
                .putHeader("if-none-match", tag)
                .send());

        assertThat(again.statusCode()).isEqualTo(304);
        // It takes the place of the policy that came with the page.
        assertThat(again.getHeader("content-security-policy"))
                .isNotNull()
                .isEqualTo(page.getHeader("content-security-policy"));
    }

    @Test
    void givesTheHexagonsOfACity() throws Exception {
        var answer = get("/probe/hexagons/almaty");
        var hexagons = answer.bodyAsJsonArray();

        assertThat(answer.getHeader("cache-control")).isEqualTo("no-store");
        assertThat(hexagons.size() % 3).isZero();
        assertThat(hexagons.getString(0)).startsWith("87");
    }

    @Test
    void givesASampleThatNobodyCanMakeSmaller() throws Exception {
        var sample = TestService.settled(service.request(HttpMethod.GET, "/probe/sample", null)
                .putHeader("accept-encoding", "gzip")
                .send());

        assertThat(sample.body().length()).isEqualTo(128 * 1024);
        assertThat(sample.getHeader("cache-control")).isEqualTo("no-store");
        assertThat(packed(sample.body())).isGreaterThan(128 * 1024);
    }

    @Test
    void weighsLittle() throws Exception {
        var worker = get("/probe/sw.js");
        var version =
                versions(worker.bodyAsString() + get("/probe").bodyAsString()).get(0);
        var total = packed(worker.body()) + packed(get("/probe").body());
        for (var name : listed(worker)) {
            total += packed(get("/probe/files/" + version + "/" + name).body());
        }

        assertThat(total).isLessThan(MOST_PACKED);
    }

    private JsonObject settings() throws Exception {
        var version = versions(get("/probe").bodyAsString()).get(0);
        return get("/probe/files/" + version + "/settings.json").bodyAsJsonObject();
    }

    private static List<String> versions(String text) {
        return FOLDER.matcher(text)
                .results()
                .map(found -> found.group(1))
                .distinct()
                .toList();
    }

    private static List<String> listed(HttpResponse<Buffer> worker) {
        return LISTED.matcher(Objects.requireNonNull(worker.bodyAsString(), "a worker"))
                .results()
                .flatMap(found -> Stream.of(found.group(1).split(" ", -1)))
                .toList();
    }

    private static String origin(String url) {
        return url.replaceFirst("(https://[^/]+).*", "$1");
    }

    private static int packed(Buffer body) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(body.getBytes());
        }
        return bytes.size();
    }

    private HttpResponse<Buffer> get(String path) throws Exception {
        return service.send(HttpMethod.GET, path, null);
    }
}
