package kz.dabyl.collector;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Function;
import kz.dabyl.runtime.Problem;

/**
 * {@code POST /v1/reports}: reports in, {@code 202} once the log holds every one that was accepted. {@code 503} means: the
 * whole request again, later.
 */
final class ReportRoute implements Handler<RoutingContext> {

    /** Smaller bodies are read faster on the event loop than handed over. */
    private static final int LARGE_BYTES = 64 * 1024;

    private static final int LARGE_GZIP_BYTES = 8 * 1024;

    private final Vertx vertx;
    private final BodyReader bodies;
    private final Services services;

    /** What all routes of all event loops share. */
    record Services(
            Gate gate,
            Limits limits,
            Admission admission,
            Function<Work.Submission, Future<Outcome>> log,
            CollectorMeters meters) {}

    private ReportRoute(Vertx vertx, Services services) {
        this.vertx = vertx;
        this.services = services;
        bodies = new BodyReader(vertx, services.limits());
    }

    static void mount(Vertx vertx, Router router, Services services) {
        router.post("/v1/reports").handler(new ReportRoute(vertx, services));
    }

    @Override
    public void handle(RoutingContext ctx) {
        var begun = System.nanoTime();
        var principal = services.gate().identify(ctx.request());
        if (principal.isEmpty()) {
            Refusal.of(Problem.unauthorized()).send(ctx);
            return;
        }
        var format = BodyFormat.of(ctx.request());
        if (format.isEmpty()) {
            Refusal.of(unsupported()).send(ctx);
            return;
        }
        var claim = services.admission().claim();
        bodies.read(ctx.request(), claim)
                .compose(body -> parse(body, format.get(), claim))
                .compose(batch -> store(principal.get(), batch)
                        .compose(outcome -> answer(ctx, batch, outcome, System.nanoTime() - begun)))
                .onFailure(cause -> refuse(ctx, cause))
                .onComplete(v -> claim.release());
    }

    private static Problem unsupported() {
        return Problem.of(
                415,
                "unsupported-media-type",
                "This kind of body is not taken",
                "send application/json or application/x-ndjson in UTF-8, as it is or with Content-Encoding gzip");
    }

    private Future<Batch> parse(Buffer body, BodyFormat format, Admission.Claim claim) {
        var bytes = body.getBytes();
        var large = bytes.length > (format.gzip() ? LARGE_GZIP_BYTES : LARGE_BYTES);
        if (large) {
            return vertx.executeBlocking(() -> parse(bytes, format, claim), false);
        }
        try {
            return Future.succeededFuture(parse(bytes, format, claim));
        } catch (Refusal refusal) {
            return Future.failedFuture(refusal);
        }
    }

    private Batch parse(byte[] bytes, BodyFormat format, Admission.Claim claim) throws Refusal {
        var plain = format.gzip() ? inflate(bytes, claim) : bytes;
        var batch = format.lines() ? BatchReader.lines(plain) : BatchReader.document(plain);
        if (batch.isEmpty()) {
            throw Refusal.of(
                    Problem.of(400, "no-reports", "There are no reports in the body", "send at least one report"));
        }
        return batch;
    }

    private byte[] inflate(byte[] bytes, Admission.Claim claim) throws Refusal {
        Optional<byte[]> plain;
        try {
            plain = Gunzip.inflate(bytes, services.limits().bodyBytes());
        } catch (IOException e) {
            throw Refusal.of(Problem.of(
                    400, "malformed-gzip", "The body is not gzip", "it ends early or is damaged, see RFC 1952"));
        }
        if (plain.isEmpty()) {
            throw BodyReader.tooLarge(services.limits());
        }
        if (!claim.grow(plain.get().length)) {
            throw Refusal.unavailable("too much is being taken in at this moment, send the request again");
        }
        return plain.get();
    }

    private Future<Outcome> store(Principal principal, Batch batch) {
        if (batch.reports().isEmpty()) {
            services.meters().rejected(batch.rejected());
            return Future.failedFuture(Refusal.of(
                    new Problem(400, "malformed-reports", "No report could be taken", "see errors", batch.faults())));
        }
        Optional<Principal.Probe> sender = Optional.empty();
        if (principal instanceof Principal.Probe self) {
            if (batch.reports().stream().anyMatch(report -> !report.probe().equals(self.probe()))) {
                return Future.failedFuture(Refusal.of(Problem.of(
                        403,
                        "another-probe",
                        "A probe reports for itself only",
                        "use the token of the probe that the reports name")));
            }
            sender = Optional.of(self);
        }
        var submission = new Work.Submission(batch.reports(), sender, vertx.getOrCreateContext());
        return services.log().apply(submission);
    }

    private Future<Void> answer(RoutingContext ctx, Batch batch, Outcome outcome, long nanos) {
        var meters = services.meters();
        if (outcome instanceof Outcome.Stored stored) {
            var duplicates = stored.duplicates() + batch.repeats();
            meters.stored(stored.reports(), stored.received(), nanos);
            meters.duplicates(duplicates);
            meters.rejected(batch.rejected());
            accept(ctx, stored.reports().size(), duplicates, batch);
            return Future.succeededFuture();
        }
        if (outcome instanceof Outcome.Limited limited) {
            meters.limited(batch.reports().size());
            return Future.failedFuture(Refusal.until(
                    Problem.of(
                            429,
                            "too-many-reports",
                            "The probe made more reports than it promised",
                            "send as many as there are promised intervals in the span of their 'at', and no more than "
                                    + Allowance.EXTRA + " others"),
                    limited.retryAfterSeconds()));
        }
        meters.unavailable(batch.reports().size());
        return Future.failedFuture(Refusal.unavailable(
                "the log does not take reports, send the whole request again: nothing counts twice"));
    }

    private static void accept(RoutingContext ctx, int accepted, int duplicates, Batch batch) {
        if (ctx.response().ended() || ctx.response().closed()) {
            return;
        }
        var rejected = new JsonArray();
        batch.faults().forEach(fault -> rejected.add(fault.json()));
        ctx.response()
                .setStatusCode(202)
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                .end(new JsonObject()
                        .put("accepted", accepted)
                        .put("duplicates", duplicates)
                        .put("rejected", rejected)
                        .toBuffer());
    }

    private void refuse(RoutingContext ctx, Throwable cause) {
        if (!ctx.request().isEnded()
                && cause instanceof Refusal refusal
                && refusal.problem().status() == 503) {
            services.meters().unavailable(1);
        }
        Refusal.answer(ctx, cause);
    }
}
