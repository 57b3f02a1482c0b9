package kz.dabyl.collector.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import kz.dabyl.collector.admission.Admission;
import kz.dabyl.collector.admission.BodyReader;
import kz.dabyl.collector.admission.Limits;
import kz.dabyl.collector.http.ChangeHeaders;
import kz.dabyl.collector.http.Refusal;
import kz.dabyl.collector.trust.Gate;
import kz.dabyl.model.InvalidInputException;
import kz.dabyl.model.Times;
import kz.dabyl.model.rules.RuleBook;
import kz.dabyl.model.rules.RuleChange;
import kz.dabyl.model.rules.RuleKind;
import kz.dabyl.model.rules.RuleProposal;
import kz.dabyl.runtime.http.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code /v1/thresholds} and {@code /v1/rallies}, for operators: what holds, what has held, and changes. */
public final class RuleRoutes {

    private static final Logger LOG = LoggerFactory.getLogger(RuleRoutes.class);
    private static final long IN_FLIGHT_BYTES = 8L << 20;
    private static final Pattern ELEMENT = Pattern.compile("/([0-9]{1,9})(/.*)?");

    private final Services services;
    private final RuleKind kind;
    private final BodyReader bodies;
    private final Admission admission = new Admission(IN_FLIGHT_BYTES);

    /**
     * What these routes need.
     *
     * @param put makes a change, and is done when the log was told of it; empty if its condition does not hold
     */
    public record Services(
            Gate gate, RuleBook book, Function<RuleProposal, Future<Optional<RuleChange>>> put, InstantSource clock) {}

    private RuleRoutes(Vertx vertx, Services services, RuleKind kind) {
        this.services = services;
        this.kind = kind;
        var usual = Limits.DEFAULT;
        bodies = new BodyReader(
                vertx, new Limits(kind.maxBytes(), IN_FLIGHT_BYTES, usual.idle(), usual.minBytesPerSecond(), 1));
    }

    public static void mount(Vertx vertx, Router router, Services services) {
        for (var kind : RuleKind.values()) {
            var routes = new RuleRoutes(vertx, services, kind);
            var path = "/v1/" + kind.word();
            router.get(path).handler(services.gate()::operatorOnly).handler(routes::get);
            router.get(path + "/history").handler(services.gate()::operatorOnly).handler(routes::history);
            router.put(path).handler(services.gate()::operatorOnly).handler(routes::put);
        }
        var thresholds = new RuleRoutes(vertx, services, RuleKind.THRESHOLDS);
        router.post("/v1/thresholds/rollback")
                .handler(services.gate()::operatorOnly)
                .handler(thresholds::rollBack);
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
                    .put("way", change.way().word())
                    .set(kind.word(), change.shown());
        }
        page.putNull("next_cursor");
        RuleFormat.accepted(ctx).send(ctx, page);
    }

    private void put(RoutingContext ctx) {
        Future<RuleChange> done;
        RuleFormat format;
        try {
            format = RuleFormat.ofBody(ctx.request());
            var wish = new Wish(Gate.operator(ctx), reason(ctx), ChangeHeaders.condition(ctx));
            var claim = admission.claim();
            done = bodies.read(ctx.request(), claim)
                    .onComplete(v -> claim.release())
                    .compose(body -> change(document(body, format), wish));
        } catch (Refusal refusal) {
            refusal.send(ctx);
            return;
        }
        done.onSuccess(change -> answer(ctx, change, RuleFormat.acceptedOr(ctx, format)))
                .onFailure(cause -> Refusal.answer(ctx, cause));
    }

    /** Which rallies there are is news by itself; why thresholds change is not to be seen from them. */
    private String reason(RoutingContext ctx) throws Refusal {
        return kind == RuleKind.RALLIES ? ChangeHeaders.reasonIfAny(ctx) : ChangeHeaders.reason(ctx);
    }

    /** What a request says of a change beside the document. */
    private record Wish(String who, String why, RuleProposal.Condition condition) {}

    private Future<RuleChange> change(Document document, Wish wish) {
        if (document.fault().isPresent()) {
            return Future.failedFuture(document.fault().get());
        }
        return change(RuleProposal.of(
                kind, document.content(), wish.who, services.clock().millis(), wish.why, wish.condition));
    }

    /** What held before what holds comes back. A change in between is not undone unseen. */
    private void rollBack(RoutingContext ctx) {
        var history = services.book().history(kind);
        try {
            var reason = reason(ctx);
            if (history.size() < 2) {
                throw Refusal.of(Problem.of(
                        409, "nothing-before", "There is nothing to roll back to", "nothing else has ever held"));
            }
            var condition = ChangeHeaders.condition(ctx);
            var before = history.get(history.size() - 2).document();
            var unchanged = RuleProposal.Condition.version(history.size());
            change(RuleProposal.of(
                                    kind,
                                    before,
                                    Gate.operator(ctx),
                                    services.clock().millis(),
                                    reason,
                                    condition.equals(RuleProposal.Condition.ANY) ? unchanged : condition)
                            .by(RuleProposal.Way.ROLLBACK))
                    .onSuccess(change -> answer(ctx, change))
                    .onFailure(cause -> Refusal.answer(ctx, cause));
        } catch (Refusal refusal) {
            refusal.send(ctx);
        }
    }

    private Future<RuleChange> change(RuleProposal proposal) {
        return changed(services, proposal);
    }

    /** Makes a change; fails with what to tell whoever wished it. */
    static Future<RuleChange> changed(Services services, RuleProposal proposal) {
        var kind = proposal.kind();
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
            return new Document(format.document(kind, body), Optional.empty());
        } catch (InvalidInputException e) {
            return new Document(JsonNodeFactory.instance.nullNode(), Optional.of(Refusal.of(problem(e))));
        }
    }

    /** Of an array the element is named by its number, and the fault by where it is within. */
    private Problem problem(InvalidInputException e) {
        var element = kind == RuleKind.RALLIES ? ELEMENT.matcher(e.pointer()) : null;
        return element != null && element.matches()
                ? Problem.invalid(
                        Integer.parseInt(element.group(1)) + 1,
                        Optional.ofNullable(element.group(2)).orElse(""),
                        e.detail())
                : Problem.invalid(e.line(), e.pointer(), e.detail());
    }

    static void answer(RoutingContext ctx, RuleChange change) {
        answer(ctx, change, RuleFormat.accepted(ctx));
    }

    private static void answer(RoutingContext ctx, RuleChange change, RuleFormat format) {
        ctx.response().putHeader(HttpHeaders.ETAG, "\"" + change.version() + "\"");
        format.send(ctx, change.shown());
    }
}
