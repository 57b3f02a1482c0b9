package kz.dabyl.app.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import kz.dabyl.runtime.health.Health;
import kz.dabyl.runtime.health.HealthRoutes;
import kz.dabyl.runtime.http.HttpVerticle;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(VertxExtension.class)
class ServiceDocumentsTest {

    private final HttpClient http = HttpClient.newHttpClient();
    private final AtomicInteger port = new AtomicInteger();

    @BeforeEach
    void startsAServer(Vertx vertx) throws Exception {
        var rooms = List.of(new SecurityHeaders(), new ServiceDocuments(true), new HealthRoutes(new Health()));
        vertx.deployVerticle(new HttpVerticle(HttpSettings.of("127.0.0.1", 0), rooms, port))
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
    }

    @Test
    void saysToPeopleWhatThisIs() throws Exception {
        var page = get("/");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("content-type")).contains("text/html; charset=utf-8");
        assertThat(page.body()).contains("<h1>Dabyl</h1>", "/v1/incidents").doesNotContain("<script");
        assertThat(page.headers().firstValue("content-security-policy"))
                .hasValueSatisfying(policy -> assertThat(policy).matches(".*style-src 'sha256-[A-Za-z0-9+/]{43}='"));
    }

    @Test
    void servesItsDescription() throws Exception {
        var description = get("/openapi.yaml");

        assertThat(description.headers().firstValue("content-type")).contains("application/yaml; charset=utf-8");
        assertThat(description.body()).isEqualTo(ServiceDocuments.openApi()).startsWith("openapi: 3.1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/health/live", "/nothing-here"})
    void keepsBrowsersFromDoingMoreThanToShow(String path) throws Exception {
        var headers = get(path).headers();

        assertThat(headers.firstValue("x-content-type-options")).contains("nosniff");
        assertThat(headers.firstValue("referrer-policy")).contains("no-referrer");
        assertThat(headers.firstValue("content-security-policy"))
                .hasValueSatisfying(policy -> assertThat(policy).startsWith("default-src 'none'"));
        assertThat(headers.firstValue("server")).isEmpty();
    }

    @Test
    void compressesForThoseWhoAsk() throws Exception {
        var request = HttpRequest.newBuilder(uri("/openapi.yaml"))
                .header("Accept-Encoding", "gzip")
                .build();
        var answer = http.send(request, HttpResponse.BodyHandlers.ofByteArray());

        assertThat(answer.headers().firstValue("content-encoding")).contains("gzip");
        assertThat(answer.body().length).isLessThan(ServiceDocuments.openApi().length() / 3);
    }

    @Test
    void answersWhatIsNoHttpWithAProblem() throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port.get())) {
            socket.setSoTimeout(5_000);
            socket.getOutputStream().write("NONSENSE\r\n\r\n".getBytes(StandardCharsets.US_ASCII));

            assertThat(new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII))
                    .matches("HTTP/1.[01] 400");
        }
    }

    private HttpResponse<String> get(String path) throws Exception {
        return http.send(HttpRequest.newBuilder(uri(path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port.get() + path);
    }
}
