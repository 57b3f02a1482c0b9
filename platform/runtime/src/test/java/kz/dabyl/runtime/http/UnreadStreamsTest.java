package kz.dabyl.runtime.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpVersion;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLSocket;
import kz.dabyl.runtime.tls.Issued;
import kz.dabyl.runtime.tls.TlsWatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Peers over TLS that keep their connection alive and take nothing, or little at a time, of what they asked for. */
@ExtendWith(VertxExtension.class)
class UnreadStreamsTest {

    private static final long PING_MILLIS = 50;
    private static final int LARGE = 32 << 20;

    private final AtomicInteger port = new AtomicInteger();
    private final Issued issued = Issued.holdingFor(1);
    private final Vertx vertx;

    @TempDir
    private Path folder;

    UnreadStreamsTest(Vertx vertx) {
        this.vertx = vertx;
    }

    @BeforeEach
    void serve() throws Exception {
        var watch = TlsWatch.open(issued.into(folder), InstantSource.system(), new SimpleMeterRegistry());
        var options = new HttpServerOptions().setHost("127.0.0.1").setPort(0).setIdleTimeout(1);
        Routes routes = (v, router) -> {
            router.get("/").handler(ctx -> ctx.end("yes"));
            router.get("/large").handler(ctx -> ctx.end(Buffer.buffer(new byte[LARGE])));
        };
        settled(vertx.deployVerticle(
                new HttpVerticle(options, Optional.of(watch), Integer.MAX_VALUE, List.of(routes), port)));
    }

    @Test
    void areClosedOnceTheyHaveReadNothingForAsLongAsAConnectionMayBeQuiet() throws Exception {
        var deaf = client(0);
        var closed = Promise.<Void>promise();
        var first = ask(deaf, "/");
        first.response().onSuccess(answer -> answer.exceptionHandler(gone -> {}));
        first.connection().closeHandler(closed::tryComplete);
        vertx.setPeriodic(PING_MILLIS, timer -> first.connection().ping(Buffer.buffer("deafness")));

        settled(closed.future());
    }

    @Test
    void areAnsweredIfTheyReadLate() throws Exception {
        var late = client(1);
        var body = Promise.<Buffer>promise();
        var request = ask(late, "/");
        request.response()
                .compose(answer -> {
                    answer.pause();
                    vertx.setTimer(2 * PING_MILLIS, timer -> answer.resume());
                    return answer.body();
                })
                .onComplete(body);

        assertThat(settled(body.future()).toString()).isEqualTo("yes");
    }

    @Test
    void areClosedIfTheyTakeNothingOfOneLargeAnswerToo() throws Exception {
        try (var deaf = (SSLSocket) Issued.trusting(issued.certificate())
                .getSocketFactory()
                .createSocket(InetAddress.getLoopbackAddress(), port.get())) {
            deaf.getOutputStream().write("GET /large HTTP/1.1\r\nhost: x\r\n\r\n".getBytes(US_ASCII));

            await().pollInterval(Duration.ofMillis(PING_MILLIS))
                    .atMost(Duration.ofSeconds(40))
                    .until(() -> !takes(deaf, 'G'));
        }
    }

    private static boolean takes(Socket socket, int drop) {
        try {
            socket.getOutputStream().write(drop);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private HttpClient client(int window) {
        return vertx.createHttpClient(new HttpClientOptions()
                .setProtocolVersion(HttpVersion.HTTP_2)
                .setUseAlpn(true)
                .setSsl(true)
                .setTrustAll(true)
                .setVerifyHost(false)
                .setInitialSettings(new Http2Settings().setInitialWindowSize(window)));
    }

    private HttpClientRequest ask(HttpClient client, String path) throws Exception {
        var request = settled(client.request(HttpMethod.GET, port.get(), "127.0.0.1", path));
        request.send();
        return request;
    }

    private static <T> T settled(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(40, TimeUnit.SECONDS);
    }
}
