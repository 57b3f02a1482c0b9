package kz.dabyl.app.backtest.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import kz.dabyl.model.InvalidInputException;
import kz.dabyl.runtime.access.Credentials;
import kz.dabyl.runtime.http.MediaType;
import kz.dabyl.runtime.http.Problem;
import kz.dabyl.runtime.http.Routes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code /v1/backtests}, for operators: thresholds tried on the log or on a recording. Thread-safe. */
final class BacktestRoutes implements Routes {

    private static final Logger LOG = LoggerFactory.getLogger(BacktestRoutes.class);
    private static final String ALL = "/v1/backtests";
    private static final String ONE = ALL + "/:id";
    private static final String RETRY_SECONDS = "30";
    private static final int MAX_BODY_BYTES = 64 * 1024;
    private static final long MAX_RECORDING_BYTES = 512L << 20;
    private static final int MOST_UPLOADS = 2;

    private final BacktestDesk desk;
    private final Credentials credentials;
    private final AtomicInteger readers = new AtomicInteger();
    private final AtomicInteger uploads = new AtomicInteger();

    BacktestRoutes(BacktestDesk desk, Credentials credentials) {
        this.desk = desk;
        this.credentials = credentials;
    }

    @Override
    public void mount(Vertx vertx, Router router) {
        var bodies = BodyHandler.create(false).setBodyLimit(MAX_BODY_BYTES);
        router.post(ALL).handler(this::operator).handler(ctx -> {
            switch (MediaType.of(ctx.request().getHeader(HttpHeaders.CONTENT_TYPE))) {
                case "application/json" -> bodies.handle(ctx);
                case "application/x-ndjson" -> upload(vertx, ctx);
                default -> ctx.fail(415);
            }
        });
        router.post(ALL).handler(this::order);
        router.get(ALL).handler(this::operator).handler(this::list);
        router.get(ONE).handler(this::operator).handler(ctx -> job(ctx).ifPresent(job -> show(ctx, job)));
        router.get(ONE + "/events").handler(this::operator).handler(ctx -> job(ctx).ifPresent(job -> follow(ctx, job)));
        router.delete(ONE).handler(this::operator).handler(this::forget);
    }

    private void operator(RoutingContext ctx) {
        credentials.operatorsOnly(ctx.request()).ifPresentOrElse(refusal -> refusal.send(ctx.response()), ctx::next);
    }

    private void order(RoutingContext ctx) {
        var body = ctx.body().asString();
        try {
            var wish = Order.read(body == null ? "" : body);
            desk.overLog(wish).onSuccess(answer -> accepted(ctx, answer)).onFailure(cause -> {
                LOG.warn("the log cannot be looked at: {}", cause.toString());
                Problem.unavailable("the log cannot be read now").send(ctx.response());
            });
        } catch (InvalidInputException e) {
            Problem.invalid(e.pointer(), e.detail()).send(ctx.response());
        }
    }

    private void upload(Vertx vertx, RoutingContext ctx) {
        Order order;
        try {
            var query = ctx.queryParams();
            order = Order.forRecording(
                    Optional.ofNullable(query.get("thresholds")), Optional.ofNullable(query.get("curve")));
        } catch (InvalidInputException e) {
            Problem.invalid(e.pointer(), e.detail()).send(ctx.response());
            return;
        }
        if (desk.full() || uploads.get() >= MOST_UPLOADS) {
            busy(ctx);
            return;
        }
        uploads.incrementAndGet();
        if ("100-continue".equalsIgnoreCase(ctx.request().getHeader(HttpHeaders.EXPECT))) {
            ctx.response().writeContinue();
        }
        Upload.into(desk.folder(), vertx, ctx.request(), MAX_RECORDING_BYTES)
                .onComplete(done -> uploads.decrementAndGet())
                .onSuccess(file -> accepted(ctx, desk.overRecording(order, file)))
                .onFailure(cause -> notTaken(ctx, cause));
    }

    private static void notTaken(RoutingContext ctx, Throwable cause) {
        if (cause instanceof Upload.TooLargeException) {
            Problem.of(
                            413,
                            "too-large",
                            "The body is too large",
                            "send at most " + (MAX_RECORDING_BYTES >> 20) + " MiB, gzipped if need be")
                    .send(ctx.response());
        } else if (!ctx.request().isEnded()) {
            LOG.debug("a recording did not come whole", cause);
        } else {
            LOG.warn("a recording cannot be kept: {}", cause.toString());
            Problem.unavailable("the recording cannot be kept now").send(ctx.response());
        }
    }

    private void accepted(RoutingContext ctx, BacktestDesk.Answer answer) {
        if (answer instanceof BacktestDesk.Answer.Taken taken) {
            var job = taken.job();
            ctx.response().setStatusCode(202).putHeader(HttpHeaders.LOCATION, ALL + "/" + job.id());
            show(ctx, job);
        } else if (answer instanceof BacktestDesk.Answer.Refused refused) {
            refused.why().send(ctx.response());
        } else {
            busy(ctx);
        }
    }

    private static void busy(RoutingContext ctx) {
        ctx.response().putHeader(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
        Problem.of(
                        429,
                        "too-many-backtests",
                        "Too many back-tests wait",
                        "come again later, or delete one that is not needed")
                .send(ctx.response());
    }

    private void list(RoutingContext ctx) {
        send(
                ctx,
                JobJson.list(desk.jobs().all().stream()
                        .map(job -> JobJson.head(job, desk.jobs().ahead(job)))
                        .toList()));
    }

    private Optional<Job> job(RoutingContext ctx) {
        var job = desk.jobs().find(ctx.pathParam("id"));
        if (job.isEmpty()) {
            unknown(ctx);
        }
        return job;
    }

    private static void unknown(RoutingContext ctx) {
        Problem.of(404, "not-found", "There is nothing here", "there is no back-test of this id, or no longer")
                .send(ctx.response());
    }

    private void show(RoutingContext ctx, Job job) {
        send(ctx, JobJson.whole(job, desk.jobs().ahead(job)));
    }

    private static void send(RoutingContext ctx, JsonNode body) {
        ctx.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .end(body.toString());
    }

    private void follow(RoutingContext ctx, Job job) {
        if (HttpMethod.HEAD.equals(ctx.request().method())) {
            ctx.response()
                    .putHeader(HttpHeaders.CONTENT_TYPE, "text/event-stream")
                    .end();
        } else if (readers.get() >= JobEvents.MOST_READERS) {
            ctx.response().putHeader(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
            Problem.unavailable("too many follow back-tests, ask GET " + ALL + " instead")
                    .send(ctx.response());
        } else {
            JobEvents.open(ctx.vertx(), ctx, job, readers);
        }
    }

    private void forget(RoutingContext ctx) {
        if (desk.jobs().forget(ctx.pathParam("id"))) {
            ctx.response().setStatusCode(204).end();
        } else {
            unknown(ctx);
        }
    }
}
