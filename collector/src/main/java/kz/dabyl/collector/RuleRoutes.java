package kz.dabyl.collector;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;
import kz.dabyl.model.InvalidInputException;
import kz.dabyl.model.Times;
import kz.dabyl.runtime.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code /v1/thresholds} and {@code /v1/rallies}, for operators: what holds, what has held, and changes. */
final class RuleRoutes {

    private static final Logger LOG = LoggerFactory.getLogger(RuleRoutes.class);
    private static final String REASON = "X-Dabyl-Reason";
    private static final int MAX_REASON = 500;
    private static final long IN_FLIGHT_BYTES = 8L << 20;
    private static final String WHO = "operator";

    private final Services services;
    private final RuleKind kind;
    private final BodyReader bodies;
    private final Admission admission = new Admission(IN_FLIGHT_BYTES);

    /**
     * What these routes need.
     *
     * @param put makes a change, and is done when the log was told of it; empty if its condition does not hold
     */
    record Services(
            Gate gate, RuleBook book, Function<RuleProposal, Future<Optional<RuleChange>>> put, InstantSource clock) {}

    private RuleRoutes(Vertx vertx, Services services, RuleKind kind) {
        this.services = services;
        this.kind = kind;
        var usual = Limits.DEFAULT;
        bodies = new BodyReader(
                vertx, new Limits(kind.maxBytes(), IN_FLIGHT_BYTES, usual.idle(), usual.minBytesPerSecond(), 1));
    }

    static void mount(Vertx vertx, Router router, Services services) {
        for (var kind : RuleKind.values()) {
            var routes = new RuleRoutes(vertx, services, kind);
            var path = "/v1/" + kind.word();
            router.get(path).handler(services.gate()::operatorOnly).handler(routes::get);
            router.get(path + "/history").handler(services.gate()::operatorOnly).handler(routes::history);
            router.put(path).handler(services.gate()::operatorOnly).handler(routes::put);
        }
    }

    private void get(RoutingContext ctx) {
        services.book()
                .newest(kind)
                .ifPresentOrElse(
                        newest -> answer(ctx, newest),
                        () -> Refusal.unavailable("nothing is known yet").send(ctx));
    }

    private void history(RoutingContext ctx) {
        var page = JsonNodeFactory.instance.objectNode();
        var items = page.putArray("items");
        for (var change : services.book().history(kind)) {
            items.addObject()
                    .put("version", change.version())
                    .put("who", change.who())
                    .put("when", Times.format(change.when()))
                    .put("why", change.why())
                    .set(kind.word(), change.shown());
        }
        page.putNull("next_cursor");
        RuleFormat.accepted(ctx).send(ctx, page);
    }

    private void put(RoutingContext ctx) {
        Future<RuleChange> done;
        try {
            var format = RuleFormat.ofBody(ctx.request());
            var reason = reason(ctx);
            var condition = condition(ctx);
            var claim = admission.claim();
            done = bodies.read(ctx.request(), claim)
                    .onComplete(v -> claim.release())
                    .compose(body -> change(document(body, format), reason, condition));
        } catch (Refusal refusal) {
            refusal.send(ctx);
            return;
        }
        done.onSuccess(change -> answer(ctx, change)).onFailure(cause -> Refusal.answer(ctx, cause));
    }

    private Future<RuleChange> change(Document document, String reason, RuleProposal.Condition condition) {
        if (document.fault().isPresent()) {
            return Future.failedFuture(document.fault().get());
        }
        var proposal =
                RuleProposal.of(kind, document.content(), WHO, services.clock().millis(), reason, condition);
        return services.put()
                .apply(proposal)
                .recover(cause -> {
                    LOG.warn("the {} could not be changed: {}", kind.word(), cause.toString());
                    return Future.failedFuture(Refusal.unavailable(
                            "the log does not take this now; see " + kind.word() + "/history before you try again"));
                })
                .compose(change -> change.map(Future::succeededFuture)
                        .orElseGet(() -> Future.failedFuture(Refusal.of(Problem.of(
                                412,
                                "other-version",
                                "Another version holds by now",
                                "look at what holds, and name its version in If-Match")))));
    }

    /** A body that was read, or what is wrong with it. */
    private record Document(JsonNode content, Optional<Refusal> fault) {}

    private Document document(Buffer body, RuleFormat format) {
        try {
            return new Document(kind.read(format.text(body), format == RuleFormat.YAML), Optional.empty());
        } catch (InvalidInputException e) {
            var refusal = Refusal.of(Problem.invalid(e.pointer(), e.detail()));
            return new Document(JsonNodeFactory.instance.nullNode(), Optional.of(refusal));
        }
    }

    private static String reason(RoutingContext ctx) throws Refusal {
        var header = ctx.request().getHeader(REASON);
        var reason = header == null ? "" : text(header).strip();
        if (reason.isEmpty() || reason.length() > MAX_REASON) {
            throw Refusal.of(Problem.of(
                    400,
                    "reason-required",
                    "A change needs a reason",
                    "say why in the header " + REASON + ", in 1 to " + MAX_REASON + " characters"));
        }
        return reason;
    }

    /** Headers come byte by byte; people who write Cyrillic into them send UTF-8. */
    private static String text(String header) {
        try {
            return UTF_8.newDecoder()
                    .decode(ByteBuffer.wrap(header.getBytes(ISO_8859_1)))
                    .toString();
        } catch (CharacterCodingException e) {
            return header;
        }
    }

    private static RuleProposal.Condition condition(RoutingContext ctx) throws Refusal {
        var header = ctx.request().getHeader(HttpHeaders.IF_MATCH);
        if (header == null || header.strip().equals("*")) {
            return RuleProposal.Condition.ANY;
        }
        var version = header.strip().replaceFirst("^\"(.*)\"$", "$1");
        if (!version.matches("[0-9]{1,9}")) {
            throw Refusal.of(
                    Problem.of(400, "invalid-if-match", "If-Match is no version", "send the ETag of what you changed"));
        }
        return RuleProposal.Condition.version(Integer.parseInt(version));
    }

    private void answer(RoutingContext ctx, RuleChange change) {
        ctx.response().putHeader(HttpHeaders.ETAG, "\"" + change.version() + "\"");
        RuleFormat.accepted(ctx).send(ctx, change.shown());
    }
}
