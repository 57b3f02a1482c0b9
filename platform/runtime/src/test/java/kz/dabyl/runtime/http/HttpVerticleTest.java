package kz.dabyl.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.junit5.VertxExtension;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import kz.dabyl.runtime.access.Credentials;
import kz.dabyl.runtime.health.Health;
import kz.dabyl.runtime.health.HealthRoutes;
import kz.dabyl.runtime.health.Meters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class HttpVerticleTest {

    private final AtomicInteger port = new AtomicInteger();

    @Test
    void answersAPathThatNobodyServesWithAProblem(Vertx vertx) throws Exception {
        serve(vertx, 1, (v, router) -> {});

        var answer = send(vertx, HttpMethod.GET, "/nothing");

        assertProblem(answer, 404, "/problems/not-found");
    }

    @Test
    void answersAMethodThatIsNotServedWithAProblem(Vertx vertx) throws Exception {
        serve(vertx, 1, (v, router) -> router.get("/here").handler(ctx -> ctx.end("yes")));

        var answer = send(vertx, HttpMethod.POST, "/here");

        assertProblem(answer, 405, "/problems/method-not-allowed");
        assertThat(answer.getHeader("allow")).isEqualTo("GET, HEAD");
    }

    @Test
    void knowsAPathByOtherMethodsEvenWhereSomebodyLooksAtEveryRequest(Vertx vertx) throws Exception {
        serve(vertx, 1, (v, router) -> {
            router.route().handler(RoutingContext::next);
            router.get("/cap/:id.xml").handler(ctx -> ctx.fail(404));
        });

        assertProblem(send(vertx, HttpMethod.DELETE, "/cap/a.b.xml"), 405, "/problems/method-not-allowed");
        assertProblem(send(vertx, HttpMethod.GET, "/cap/a.xml"), 404, "/problems/not-found");
        assertProblem(send(vertx, HttpMethod.DELETE, "/cap/a/b.xml"), 404, "/problems/not-found");
    }

    @Test
    void answersHeadAsGetButForTheBody(Vertx vertx) throws Exception {
        serve(vertx, 1, (v, router) -> router.get("/here").handler(ctx -> ctx.end("yes")));

        var answer = send(vertx, HttpMethod.HEAD, "/here");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isNull();
    }

    @Test
    void answersNoHeadWhereAGetIsMoreThanALook(Vertx vertx) throws Exception {
        serve(
                vertx,
                1,
                (v, router) -> router.get("/push")
                        .putMetadata(Routes.GET_CHANGES_SOMETHING, true)
                        .handler(ctx -> ctx.end("changed")));

        var answer = send(vertx, HttpMethod.HEAD, "/push");

        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.getHeader("allow")).isEqualTo("GET");
    }

    @Test
    void refusesAQueryThatCannotBeRead(Vertx vertx) throws Exception {
        serve(
                vertx,
                1,
                (v, router) -> router.get("/here")
                        .handler(ctx -> ctx.end(ctx.request().params().toString())));

        assertProblem(send(vertx, HttpMethod.GET, "/here?limit=%zz"), 400, "/problems/malformed-request");
    }

    @Test
    void keepsTheCauseOfAFailureToItself(Vertx vertx) throws Exception {
        serve(
                vertx,
                1,
                (v, router) -> router.get("/breaks").handler(ctx -> {
                    throw new IllegalStateException("password=hunter2");
                }));

        var answer = send(vertx, HttpMethod.GET, "/breaks");

        assertProblem(answer, 500, "/problems/internal");
        assertThat(answer.bodyAsString()).doesNotContain("hunter2", "IllegalState", "\tat ");
    }

    @Test
    void speaksNoHttp2InClearText(Vertx vertx) throws Exception {
        serve(vertx, 1, (v, router) -> router.get("/").handler(ctx -> ctx.end("yes")));
        var client = HttpClient.newHttpClient();

        var answer = client.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/"))
                        .timeout(Duration.ofSeconds(10))
                        .build(),
                BodyHandlers.ofString());

        assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_1_1);
        assertThat(answer.body()).isEqualTo("yes");
    }

    @Test
    void answersWhatIsNoHttpWithAProblem(Vertx vertx) throws Exception {
        serve(vertx, 1, (v, router) -> {});

        var socket = await(vertx.createNetClient().connect(port.get(), "127.0.0.1"));
        var received = Buffer.buffer();
        socket.handler(received::appendBuffer);
        var closed = Promise.<Void>promise();
        socket.endHandler(v -> closed.complete());
        await(socket.write("GET / HTTP/1.1\r\nx: " + "y".repeat(100_000) + "\r\n\r\n"));
        await(closed.future());

        assertThat(received.toString()).startsWith("HTTP/1.1 400").contains("/problems/malformed-request");
    }

    @Test
    void sharesOneFreePortAmongTheInstancesOfADeployment(Vertx vertx) throws Exception {
        Set<String> threads = ConcurrentHashMap.newKeySet();
        serve(
                vertx,
                2,
                (v, router) -> router.get("/").handler(ctx -> {
                    threads.add(Thread.currentThread().getName());
                    ctx.response().putHeader("connection", "close").end();
                }));

        for (var i = 0; i < 8; i++) {
            send(vertx, HttpMethod.GET, "/");
        }

        assertThat(port.get()).isPositive();
        assertThat(threads).hasSize(2);
    }

    @Test
    void sharesTheFreePortWithInstancesThatAreDeployedLater(Vertx vertx) throws Exception {
        serve(vertx, 1, (v, router) -> {});
        var first = port.get();

        serve(vertx, 1, (v, router) -> {});

        assertThat(port.get()).isEqualTo(first).isPositive();
    }

    @Test
    void takesAPortOfItsOwnBesideOtherServersOfTheSameVertx(Vertx vertx) throws Exception {
        serve(vertx, 1, (v, router) -> {});
        var options = new HttpServerOptions().setHost("127.0.0.1").setPort(0);
        var other = new AtomicInteger();

        await(vertx.deployVerticle(new HttpVerticle(options, List.of(), other)));

        assertThat(other.get()).isPositive().isNotEqualTo(port.get());
    }

    @Test
    void servesOtherRoomsFromWhenItIsToldTo(Vertx vertx) throws Exception {
        var server = new HttpVerticle(
                new HttpServerOptions().setHost("127.0.0.1").setPort(0),
                List.of((v, router) -> router.get("/first").handler(ctx -> ctx.end("first"))),
                port);
        await(vertx.deployVerticle(server));
        assertThat(send(vertx, HttpMethod.GET, "/first").bodyAsString()).isEqualTo("first");

        await(server.serve(List.of((v, router) -> router.get("/then").handler(ctx -> ctx.end("then")))));

        assertThat(send(vertx, HttpMethod.GET, "/then").bodyAsString()).isEqualTo("then");
        assertProblem(send(vertx, HttpMethod.GET, "/first"), 404, "/problems/not-found");
    }

    @Test
    void tellsARelayOfWhatIsForOperatorsThatItsTokenDoesNotReachSoFar(Vertx vertx) throws Exception {
        var credentials = new Credentials("operator", "relay", new byte[32]);
        serve(
                vertx,
                1,
                (v, router) -> router.get("/rules")
                        .handler(ctx -> credentials
                                .operatorsOnly(ctx.request())
                                .ifPresentOrElse(refusal -> refusal.send(ctx.response()), () -> ctx.end("yes"))));

        var answers = new ArrayList<Integer>();
        for (var token : List.of("operator", "relay", "stranger")) {
            answers.add(await(WebClient.create(vertx)
                            .get(port.get(), "127.0.0.1", "/rules")
                            .bearerTokenAuthentication(token)
                            .send())
                    .statusCode());
        }

        assertThat(answers).containsExactly(200, 403, 401);
    }

    @Test
    void isReadyWhenNoPartHasAFault(Vertx vertx) throws Exception {
        var health = new Health();
        serve(vertx, 1, new HealthRoutes(health));

        var ready = send(vertx, HttpMethod.GET, "/health/ready");

        assertThat(ready.statusCode()).isEqualTo(200);
        assertThat(ready.bodyAsJsonObject()).isEqualTo(new JsonObject().put("status", "up"));
    }

    @Test
    void livesButIsNotReadyWhileAPartHasAFault(Vertx vertx) throws Exception {
        var health = new Health();
        health.register("kafka log", () -> Optional.of("no tick for 6 s"));
        serve(vertx, 1, new HealthRoutes(health));

        var live = send(vertx, HttpMethod.GET, "/health/live");
        var ready = send(vertx, HttpMethod.GET, "/health/ready");

        assertThat(live.statusCode()).isEqualTo(200);
        assertProblem(ready, 503, "/problems/not-ready");
        assertThat(ready.getHeader("retry-after")).isNotBlank();
        assertThat(ready.bodyAsJsonObject().getString("detail")).isEqualTo("kafka log: no tick for 6 s");
        assertThat(ready.bodyAsJsonObject().getJsonObject("faults").getString("kafka log"))
                .isEqualTo("no tick for 6 s");
    }

    @Test
    void showsMetersInTheFormThatTheScraperAsksFor(Vertx vertx) throws Exception {
        try (var meters = new Meters(false)) {
            meters.registry().counter("dabyl.tests").increment();
            serve(vertx, 1, meters);
            var client = WebClient.create(vertx);

            var text = await(client.get(port.get(), "127.0.0.1", "/metrics").send());
            var open = await(client.get(port.get(), "127.0.0.1", "/metrics")
                    .putHeader("accept", "application/openmetrics-text; version=1.0.0")
                    .send());

            assertThat(text.getHeader("content-type")).startsWith("text/plain; version=0.0.4");
            assertThat(text.bodyAsString()).contains("dabyl_tests_total 1.0").doesNotContain("# EOF");
            assertThat(open.getHeader("content-type")).startsWith("application/openmetrics-text");
            assertThat(open.bodyAsString()).contains("dabyl_tests_total 1.0").endsWith("# EOF\n");
        }
    }

    private void serve(Vertx vertx, int instances, Routes routes) throws Exception {
        var options = new HttpServerOptions().setHost("127.0.0.1").setPort(0);
        await(vertx.deployVerticle(
                () -> new HttpVerticle(options, List.of(routes), port),
                new DeploymentOptions().setInstances(instances)));
    }

    private HttpResponse<Buffer> send(Vertx vertx, HttpMethod method, String path) throws Exception {
        return await(WebClient.create(vertx)
                .request(method, port.get(), "127.0.0.1", path)
                .send());
    }

    private static void assertProblem(HttpResponse<Buffer> answer, int status, String type) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.getHeader("content-type")).isEqualTo("application/problem+json");
        var body = answer.bodyAsJsonObject();
        assertThat(body.getInteger("status")).isEqualTo(status);
        assertThat(body.getString("type")).isEqualTo(type);
        assertThat(body.getString("title")).isNotBlank();
        assertThat(body.getString("detail")).isNotBlank();
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }
}
