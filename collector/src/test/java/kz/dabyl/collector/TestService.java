package kz.dabyl.collector;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

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
import kz.dabyl.collector.admission.Admission;
import kz.dabyl.collector.admission.Limits;
import kz.dabyl.collector.invites.TrustRoutes;
import kz.dabyl.collector.log.FakeLog;
import kz.dabyl.collector.log.Ledger;
import kz.dabyl.collector.log.LogWriter;
import kz.dabyl.collector.log.TimeMode;
import kz.dabyl.collector.reports.CollectorMeters;
import kz.dabyl.collector.reports.ReportRoute;
import kz.dabyl.collector.rules.RuleRoutes;
import kz.dabyl.collector.rules.StartRules;
import kz.dabyl.collector.targets.TargetRules;
import kz.dabyl.collector.trust.AsnTable;
import kz.dabyl.collector.trust.Gate;
import kz.dabyl.collector.trust.Principal;
import kz.dabyl.collector.trust.ProbeTokens;
import kz.dabyl.collector.trust.TrustBook;
import kz.dabyl.collector.trust.TrustRecord;
import kz.dabyl.collector.trust.Withdrawals;
import kz.dabyl.model.rules.RuleBook;
import kz.dabyl.model.rules.RuleChange;
import kz.dabyl.model.rules.RuleProposal;
import kz.dabyl.runtime.access.Credentials;
import kz.dabyl.runtime.access.OperatorToken;
import kz.dabyl.runtime.http.HttpVerticle;
import kz.dabyl.runtime.http.Routes;
import org.jspecify.annotations.Nullable;

/** The collector's routes on a free port, over a log and a topic of trust in memory. */
public final class TestService implements AutoCloseable {

    public static final String OPERATOR = "the-operator";

    /** An operator with a token of her own. */
    public static final OperatorToken AIGUL = new OperatorToken("Aigul", "the-token-of-aigul-alone");

    public static final String RELAY = "the-relay";

    /** Of this machine's own addresses. */
    static final AsnTable ASNS = asns("127.0.0.0/8,64500,This Machine");

    public static final TargetRules TARGETS = TargetRules.of(Optional.empty(), new byte[32]);

    public final FakeLog log = new FakeLog(2);
    public final TrustBook book = new TrustBook();
    public final AtomicBoolean trustIsKnown = new AtomicBoolean(true);
    public final RuleBook rules = new RuleBook();
    public final FakeClock clock = new FakeClock(Reports.NOON + 412);
    final ProbeTokens tokens = new ProbeTokens(new byte[32]);
    public final PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    public final Admission admission;
    final LogWriter writer;
    public final Routes routes;

    private final Queue<Runnable> late = new ConcurrentLinkedQueue<>();
    private final WebClient client;
    private final AtomicInteger port = new AtomicInteger();

    private TestService(Vertx vertx, TimeMode mode, Limits limits) throws Exception {
        var config = new CollectorConfig("c1", mode, limits, StartRules.NONE, TARGETS);
        admission = Admission.of(limits);
        writer = LogWriter.start(
                log, new Ledger(config.ledger(), log, clock, admission::deaf, book::vouched), Duration.ofMillis(1));
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

    public static AsnTable asns(String lines) {
        try {
            return AsnTable.read(new BufferedReader(new StringReader(lines)));
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot be read", e);
        }
    }

    public static TestService start(Vertx vertx, TimeMode mode) throws Exception {
        return new TestService(vertx, mode, Limits.DEFAULT);
    }

    public static TestService start(Vertx vertx, Limits limits) throws Exception {
        return new TestService(vertx, TimeMode.WALL, limits);
    }

    /** Has what was written to the topic of trust while it was away, and answered with a failure, get there all the same. */
    public void arriveLate() {
        log.available(true);
        late.forEach(Runnable::run);
        late.clear();
    }

    private Future<Void> put(String key, @Nullable JsonObject document) {
        if (!log.available()) {
            if (document != null) {
                late.add(() -> book.take(TrustRecord.read(document.encode().getBytes(UTF_8))));
            }
            return Future.failedFuture("the broker at 10.1.2.3 is away");
        }
        if (document == null) {
            book.forget(key);
        } else {
            book.take(TrustRecord.read(document.encode().getBytes(UTF_8)));
        }
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

    public int port() {
        return port.get();
    }

    public String probeToken(String probe) {
        return tokens.issue(new Principal.Probe(probe, "i-1"), 0);
    }

    public HttpRequest<Buffer> request(HttpMethod method, String path, @Nullable String token) {
        var request = client.request(method, port.get(), "127.0.0.1", path);
        return token == null ? request : request.putHeader("authorization", "Bearer " + token);
    }

    public HttpResponse<Buffer> send(HttpMethod method, String path, @Nullable String token) throws Exception {
        return settled(request(method, path, token).send());
    }

    public HttpResponse<Buffer> json(String path, @Nullable String token, String body) throws Exception {
        return post(path, token, "application/json", Buffer.buffer(body));
    }

    public HttpResponse<Buffer> post(String path, @Nullable String token, String type, Buffer body) throws Exception {
        return settled(request(HttpMethod.POST, path, token)
                .putHeader("content-type", type)
                .sendBuffer(body));
    }

    public HttpResponse<Buffer> report(String body) throws Exception {
        return json("/v1/reports", RELAY, body);
    }

    public static <T> T settled(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        writer.close(Duration.ofSeconds(1));
        client.close();
        meters.close();
    }

    /** That it is a problem as all of ours are, which tells nothing of how it came about. */
    public static void assertProblem(HttpResponse<Buffer> answer, int status, String type) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.getHeader("content-type")).isEqualTo("application/problem+json");
        var body = answer.bodyAsJsonObject();
        assertThat(body.getString("type")).isEqualTo("/problems/" + type);
        assertThat(body.getInteger("status")).isEqualTo(status);
        assertThat(body.getString("title")).isNotBlank();
        assertThat(body.getString("detail")).isNotBlank();
        assertThat(answer.bodyAsString()).doesNotContain("Exception", "\tat ", "10.1.2.3");
    }
}
