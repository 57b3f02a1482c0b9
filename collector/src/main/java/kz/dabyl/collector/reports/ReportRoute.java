package kz.dabyl.collector.reports;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import kz.dabyl.collector.admission.Admission;
import kz.dabyl.collector.admission.BodyReader;
import kz.dabyl.collector.admission.Chunks;
import kz.dabyl.collector.admission.Limits;
import kz.dabyl.collector.http.BodyFormat;
import kz.dabyl.collector.http.Refusal;
import kz.dabyl.collector.log.Outcome;
import kz.dabyl.collector.log.Work;
import kz.dabyl.collector.trust.Gate;
import kz.dabyl.collector.trust.Principal;
import kz.dabyl.runtime.http.Problem;

/**
 * {@code POST /v1/reports}: reports in, {@code 202} once the log holds every one that was accepted. {@code 503} means: the
 * whole request again, later.
 */
public final class ReportRoute implements Handler<HttpServerRequest> {

    public static final String PATH = "/v1/reports";

    /** Smaller bodies, decompressed, are read faster on the event loop than handed over. */
    private static final int LARGE_BYTES = 64 * 1024;

    /** From here on it is not tried whether they are small after all. */
    private static final int LARGE_GZIP_BYTES = 8 * 1024;

    /** Bodies that are read aside; more at once than there are cores would be ready no sooner. */
    static final int AT_ONCE = Runtime.getRuntime().availableProcessors();

    /** Of an answer that is no problem. */
    static final Map<String, String> FIELDS = Map.of("content-type", "application/json");

    private static final CharSequence JSON = HttpHeaders.createOptimized("application/json");

    private final Vertx vertx;
    private final BodyReader bodies;
    private final Services services;
    private final Intake intake;

    /** Of their own, so that nobody keeps a revocation or an enrolment waiting with bodies that take long to read. */
    private final WorkerExecutor workers;

    private final BatchReader reader = new BatchReader();

    /**
     * What all routes of all event loops share.
     *
     * @param readers those that read large bodies aside, as many as were ever needed at once
     */
    public record Services(
            Gate gate,
            Limits limits,
            Admission admission,
            Function<Work.Submission, Future<Outcome>> log,
            CollectorMeters meters,
            Queue<BatchReader> readers) {

        public Services(
                Gate gate,
                Limits limits,
                Admission admission,
                Function<Work.Submission, Future<Outcome>> log,
                CollectorMeters meters) {
            this(gate, limits, admission, log, meters, new ConcurrentLinkedQueue<>());
        }
    }

    /** To be made on the event loop that it serves. */
    public ReportRoute(Vertx vertx, Services services, Intake intake) {
        this.vertx = vertx;
        this.services = services;
        bodies = new BodyReader(vertx, services.limits());
        this.intake = intake;
        workers = vertx.createSharedWorkerExecutor("reports", AT_ONCE);
    }

    @Override
    public void handle(HttpServerRequest request) {
        var begun = System.nanoTime();
        Principal principal;
        try {
            principal = services.gate().identify(request);
        } catch (Refusal refusal) {
            refusal.send(request, vertx);
            return;
        }
        var format = BodyFormat.of(request);
        if (format.isEmpty()) {
            Refusal.of(unsupported()).send(request, vertx);
            return;
        }
        var claim = services.admission().claim(principal);
        bodies.readChunks(request, claim)
                .compose(body -> parse(body, format.get(), claim))
                .onFailure(services.meters()::unread)
                .compose(batch -> store(principal, batch, begun).onSuccess(stored -> answer(request, batch, stored)))
                .onFailure(cause -> Refusal.answer(request, vertx, cause))
                .onComplete(v -> claim.release());
    }

    private static Problem unsupported() {
        return Problem.of(
                415,
                "unsupported-media-type",
                "This kind of body is not taken",
                "send application/json or application/x-ndjson in UTF-8, as it is or with Content-Encoding gzip");
    }

    private Future<Batch> parse(Chunks body, BodyFormat format, Admission.Claim claim) {
        try {
            var batch = body.length() > (format.gzip() ? LARGE_GZIP_BYTES : LARGE_BYTES)
                    ? Optional.<Batch>empty()
                    : parseHere(body, format, claim);
            if (batch.isPresent()) {
                body.drop();
                return Future.succeededFuture(filled(batch.get()));
            }
        } catch (Refusal refusal) {
            return Future.failedFuture(refusal);
        }
        return workers.executeBlocking(() -> filled(parseAside(body, format, claim)), false);
    }

    private static Batch filled(Batch batch) throws Refusal {
        if (batch.isEmpty()) {
            throw Refusal.of(
                    Problem.of(400, "no-reports", "There are no reports in the body", "send at least one report"));
        }
        return batch;
    }

    /** Empty for what shows only on the way: that a body is large after all, or full of faults. */
    private Optional<Batch> parseHere(Chunks body, BodyFormat format, Admission.Claim claim) throws Refusal {
        if (!format.gzip()) {
            return reader.atOnce(format.lines(), copied(body, reader), body.length());
        }
        var inflated = inflate(body.bytes(), LARGE_BYTES, claim);
        return inflated.isEmpty()
                ? Optional.empty()
                : reader.atOnce(format.lines(), copied(inflated.get(), reader), inflated.get().length);
    }

    private Batch parseAside(Chunks body, BodyFormat format, Admission.Claim claim) throws Refusal {
        var kept = services.readers().poll();
        var aside = kept == null ? new BatchReader() : kept;
        try {
            int length;
            byte[] plain;
            if (format.gzip()) {
                var inflated = inflate(taken(body), services.limits().bodyBytes(), claim)
                        .orElseThrow(() -> BodyReader.tooLarge(services.limits()));
                length = inflated.length;
                plain = copied(inflated, aside);
            } else {
                length = body.length();
                plain = copied(body, aside);
                body.drop();
            }
            return format.lines() ? aside.lines(plain, length) : aside.document(plain, length);
        } finally {
            services.readers().add(aside);
        }
    }

    private static byte[] copied(Chunks body, BatchReader reader) {
        var room = reader.room(body.length());
        body.copyTo(room);
        return room;
    }

    private static byte[] copied(byte[] body, BatchReader reader) {
        var room = reader.room(body.length);
        System.arraycopy(body, 0, room, 0, body.length);
        return room;
    }

    /** What the log is waited for with is small; the body, kept so long, would be carried through the collector's generations. */
    private static byte[] taken(Chunks body) {
        var bytes = body.bytes();
        body.drop();
        return bytes;
    }

    /** Empty if there are more than {@code limit} bytes. */
    private static Optional<byte[]> inflate(byte[] bytes, int limit, Admission.Claim claim) throws Refusal {
        try {
            return Gunzip.inflate(bytes, limit, claim::grow);
        } catch (IOException e) {
            throw Refusal.of(Problem.of(
                    400, "malformed-gzip", "The body is not gzip", "it ends early or is damaged, see RFC 1952"));
        }
    }

    private Future<Outcome.Stored> store(Principal principal, Batch batch, long begun) {
        var reports = batch.reports();
        if (reports.isEmpty()) {
            services.meters().rejected(batch.rejected());
            return Future.failedFuture(Refusal.of(
                    new Problem(400, "malformed-reports", "No report could be taken", "see errors", batch.faults())));
        }
        return intake.store(principal, reports, begun);
    }

    private void answer(HttpServerRequest request, Batch batch, Outcome.Stored stored) {
        services.meters().duplicates(batch.repeats());
        services.meters().rejected(batch.rejected());
        accept(request, stored.reports().size(), stored.duplicates() + batch.repeats(), batch);
    }

    private static void accept(HttpServerRequest request, int accepted, int duplicates, Batch batch) {
        var response = request.response();
        if (response.ended() || response.closed()) {
            return;
        }
        response.setStatusCode(202)
                .putHeader(HttpHeaders.CONTENT_TYPE, JSON)
                .end(
                        batch.faults().isEmpty()
                                ? Buffer.buffer(all(accepted, duplicates))
                                : some(accepted, duplicates, batch));
    }

    /** What is answered when nothing was rejected. */
    static String all(int accepted, int duplicates) {
        return "{\"accepted\":" + accepted + ",\"duplicates\":" + duplicates + ",\"rejected\":[]}";
    }

    private static Buffer some(int accepted, int duplicates, Batch batch) {
        var rejected = new JsonArray();
        batch.faults().forEach(fault -> rejected.add(fault.json()));
        return new JsonObject()
                .put("accepted", accepted)
                .put("duplicates", duplicates)
                .put("rejected", rejected)
                .toBuffer();
    }
}
