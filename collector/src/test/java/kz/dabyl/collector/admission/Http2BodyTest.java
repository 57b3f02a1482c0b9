package kz.dabyl.collector.admission;

import static kz.dabyl.collector.Reports.json;
import static kz.dabyl.collector.TestService.RELAY;
import static kz.dabyl.collector.TestService.settled;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.StreamResetException;
import io.vertx.ext.web.Router;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import kz.dabyl.collector.TestService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Bodies that are refused on a connection which other requests share. */
@ExtendWith(VertxExtension.class)
class Http2BodyTest {

    private static final Limits IMPATIENT = new Limits(1 << 20, 1 << 20, Duration.ofMillis(400), 2048, 100);

    private final TestService service;
    private final HttpClient client;
    private final int port;

    Http2BodyTest(Vertx vertx) throws Exception {
        service = TestService.start(vertx, IMPATIENT);
        var router = Router.router(vertx);
        service.routes.mount(vertx, router);
        var server = vertx.createHttpServer(
                new HttpServerOptions().setHost("127.0.0.1").setPort(0));
        port = settled(server.requestHandler(router).listen()).actualPort();
        client = vertx.createHttpClient(
                new HttpClientOptions().setProtocolVersion(HttpVersion.HTTP_2).setHttp2ClearTextUpgrade(false));
    }

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void giveUpTheirStreamAndNotTheRequestsBesideThem() throws Exception {
        var slow = request();
        var reset = Promise.<Throwable>promise();
        slow.exceptionHandler(reset::tryComplete);
        settled(slow.putHeader("content-length", "100000").write("{"));

        var refused = settled(slow.response());
        var ended = settled(reset.future());
        var beside = request();
        var answer = settled(beside.send(json("p", 1)));

        assertThat(refused.version()).isEqualTo(HttpVersion.HTTP_2);
        assertThat(refused.statusCode()).isEqualTo(408);
        assertThat(refused.getHeader("connection")).isNull();
        assertThat(ended).isInstanceOf(StreamResetException.class);
        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(beside.connection()).isSameAs(slow.connection());
        assertThat(service.admission.heldBytes()).isZero();
    }

    private HttpClientRequest request() throws Exception {
        var request = settled(client.request(HttpMethod.POST, port, "127.0.0.1", "/v1/reports"));
        return request.putHeader("authorization", "Bearer " + RELAY).putHeader("content-type", "application/json");
    }
}
