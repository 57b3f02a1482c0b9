package kz.dabyl.collector;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import kz.dabyl.model.rules.RuleBook;
import kz.dabyl.model.rules.RuleChange;
import kz.dabyl.model.rules.RuleProposal;
import kz.dabyl.runtime.Credentials;
import kz.dabyl.runtime.HttpVerticle;
import kz.dabyl.runtime.OperatorToken;
import org.jspecify.annotations.Nullable;

/** The collector's routes on a free port, over a log and a topic of trust in memory. */
final class TestService implements AutoCloseable {

    static final String OPERATOR = "the-operator";

    /** An operator with a token of her own. */
    static final OperatorToken AIGUL = new OperatorToken("Aigul", "the-token-of-aigul-alone");

    static final String RELAY = "the-relay";

    /** Of this machine's own addresses. */
    static final AsnTable ASNS = asns("127.0.0.0/8,64500,This Machine");

    static final TargetRules TARGETS = TargetRules.of(Optional.empty(), new byte[32]);

    final FakeLog log = new FakeLog(2);
    final TrustBook book = new TrustBook();
    final AtomicBoolean trustIsKnown = new AtomicBoolean(true);
    final RuleBook rules = new RuleBook();
    final FakeClock clock = new FakeClock(Reports.NOON + 412);
    final ProbeTokens tokens = new ProbeTokens(new byte[32]);
    final PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    final Admission admission;
    final LogWriter writer;
    final CollectorRoutes routes;

    private final Queue<Runnable> late = new ConcurrentLinkedQueue<>();
    private final WebClient client;
    private final AtomicInteger port = new AtomicInteger();

    private TestService(Vertx vertx, TimeMode mode, Limits limits) throws Exception {
        var config = new CollectorConfig("c1", mode, limits, StartRules.NONE, TARGETS);
        admission = Admission.of(limits);
        writer = LogWriter.start(
                log, new Ledger(config, log, clock, admission::deaf, book::vouched), Duration.ofMillis(1));
        client = WebClient.create(vertx);
        var gate = new Gate(
                new Credentials(OPERATOR, RELAY, List.of(new byte[32]), List.of(AIGUL)),
                tokens,
                Gate.Trust.of(book, trustIsKnown::get));
        routes = new CollectorRoutes(
                mode,
                new ReportRoute.Services(gate, limits, admission, writer::write, new CollectorMeters(meters)),
                new TrustRoutes.Services(
                        gate, tokens, book, this::put, clock, TARGETS, ASNS, new Withdrawals(vertx, book, this::put)),
                new RuleRoutes.Services(gate, rules, this::put, clock),
                writer::write,
                new AtomicInteger());
        var options = new HttpServerOptions().setHost("127.0.0.1").setPort(0);
        settled(vertx.deployVerticle(new HttpVerticle(options, List.of(routes), port)));
    }

    static AsnTable asns(String lines) {
        try {
            return AsnTable.read(new BufferedReader(new StringReader(lines)));
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot be read", e);
        }
    }

    static TestService start(Vertx vertx, TimeMode mode) throws Exception {
        return new TestService(vertx, mode, Limits.DEFAULT);
    }

    static TestService start(Vertx vertx, Limits limits) throws Exception {
        return new TestService(vertx, TimeMode.WALL, limits);
    }

    /** Has what was written to the topic of trust while it was away, and answered with a failure, get there all the same. */
    void arriveLate() {
        log.available(true);
        late.forEach(Runnable::run);
        late.clear();
    }

    private Future<Void> put(String key, @Nullable JsonObject document) {
        if (!log.available()) {
            if (document != null) {
                late.add(() -> book.take(key, document.encode().getBytes(UTF_8)));
            }
            return Future.failedFuture("the broker at 10.1.2.3 is away");
        }
        book.take(key, document == null ? null : document.encode().getBytes(UTF_8));
        return Future.succeededFuture();
    }

    private Future<Optional<RuleChange>> put(RuleProposal proposal) {
        if (!log.available()) {
            return Future.failedFuture("the broker at 10.1.2.3 is away");
        }
        try {
            return Future.succeededFuture(rules.take(RuleProposal.decode(proposal.encode())));
        } catch (IOException e) {
            return Future.failedFuture(e);
        }
    }

    int port() {
        return port.get();
    }

    String probeToken(String probe) {
        return tokens.issue(new Principal.Probe(probe, "i-1"), 0);
    }

    HttpRequest<Buffer> request(HttpMethod method, String path, @Nullable String token) {
        var request = client.request(method, port.get(), "127.0.0.1", path);
        return token == null ? request : request.putHeader("authorization", "Bearer " + token);
    }

    HttpResponse<Buffer> send(HttpMethod method, String path, @Nullable String token) throws Exception {
        return settled(request(method, path, token).send());
    }

    HttpResponse<Buffer> json(String path, @Nullable String token, String body) throws Exception {
        return post(path, token, "application/json", Buffer.buffer(body));
    }

    HttpResponse<Buffer> post(String path, @Nullable String token, String type, Buffer body) throws Exception {
        return settled(request(HttpMethod.POST, path, token)
                .putHeader("content-type", type)
                .sendBuffer(body));
    }

    HttpResponse<Buffer> report(String body) throws Exception {
        return json("/v1/reports", RELAY, body);
    }

    static <T> T settled(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        writer.close(Duration.ofSeconds(1));
        client.close();
        meters.close();
    }
}
