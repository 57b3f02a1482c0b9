package kz.dabyl.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.cert.Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import kz.dabyl.runtime.tls.Issued;
import kz.dabyl.runtime.tls.TlsWatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The server with an identity, as clients see it. */
@ExtendWith(VertxExtension.class)
class HttpsTest {

    private final AtomicInteger port = new AtomicInteger();
    private Issued issued;
    private TlsWatch watch;

    @TempDir
    private Path folder;

    @BeforeEach
    void serve(Vertx vertx) throws Exception {
        issued = Issued.holdingFor(1);
        watch = TlsWatch.open(issued.into(folder), InstantSource.system(), new SimpleMeterRegistry());
        var options = new HttpServerOptions().setHost("127.0.0.1").setPort(0);
        Routes routes = (v, router) -> router.get("/").handler(ctx -> ctx.end("yes"));
        vertx.deployVerticle(
                        () -> new HttpVerticle(options, Optional.of(watch), Integer.MAX_VALUE, List.of(routes), port),
                        new DeploymentOptions().setInstances(2))
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
    }

    @Test
    void speaksHttp2WithThoseThatAskForItByAlpn() throws Exception {
        var answer = get(client(issued.certificate()).build());

        assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
        assertThat(answer.body()).isEqualTo("yes");
    }

    @Test
    void speaksHttp11WithThoseThatDoNot() throws Exception {
        var answer = get(client(issued.certificate())
                .version(HttpClient.Version.HTTP_1_1)
                .build());

        assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_1_1);
        assertThat(answer.body()).isEqualTo("yes");
    }

    @Test
    void speaksTls12And13AndNothingOlder() throws Exception {
        assertThat(shown("TLSv1.3")).isEqualTo("TLSv1.3");
        assertThat(shown("TLSv1.2")).isEqualTo("TLSv1.2");
        assertThatThrownBy(() -> shown("TLSv1.1")).isInstanceOf(SSLException.class);
    }

    @Test
    void showsARenewedCertificateAndKeepsTheConnectionsThatThereAre() throws Exception {
        var early = client(issued.certificate()).build();
        get(early);
        var next = Issued.holdingFor(2);

        next.into(folder);
        watch.look();

        await().atMost(Duration.ofSeconds(10))
                .ignoreExceptionsInstanceOf(IOException.class)
                .untilAsserted(
                        () -> assertThat(get(client(next.certificate()).build()).body())
                                .isEqualTo("yes"));
        for (var i = 0; i < 4; i++) {
            assertThat(get(client(next.certificate()).build()).version()).isEqualTo(HttpClient.Version.HTTP_2);
        }
        assertThatThrownBy(() -> get(client(issued.certificate()).build())).isInstanceOf(IOException.class);
        assertThat(get(early).body()).isEqualTo("yes");
    }

    @Test
    void goesOnWithTheOneBeforeWhileTheFilesAreBroken() throws Exception {
        Issued.replace(folder.resolve("cert.pem"), issued.chain().substring(0, 300));
        watch.look();
        watch.look();

        assertThat(get(client(issued.certificate()).build()).body()).isEqualTo("yes");
    }

    @Test
    void givesUpWhoSpeaksNoTls() {
        var plain = HttpClient.newHttpClient();
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/"))
                .timeout(Duration.ofSeconds(10))
                .build();

        assertThatThrownBy(() -> plain.send(request, HttpResponse.BodyHandlers.ofString()))
                .isInstanceOf(IOException.class);
    }

    /** The protocol that a handshake comes to if the client offers {@code protocol} only. */
    private String shown(String protocol) throws Exception {
        try (var socket = (SSLSocket)
                Issued.trusting(issued.certificate()).getSocketFactory().createSocket("127.0.0.1", port.get())) {
            socket.setEnabledProtocols(new String[] {protocol});
            socket.startHandshake();
            return socket.getSession().getProtocol();
        }
    }

    private HttpResponse<String> get(HttpClient client) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("https://localhost:" + port + "/"))
                .timeout(Duration.ofSeconds(10))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static HttpClient.Builder client(Certificate trusted) throws Exception {
        return HttpClient.newBuilder().sslContext(Issued.trusting(trusted));
    }
}
