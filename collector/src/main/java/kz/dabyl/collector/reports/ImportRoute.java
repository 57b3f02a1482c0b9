package kz.dabyl.collector.reports;

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
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import kz.dabyl.collector.adapter.Adapter;
import kz.dabyl.collector.adapter.atlas.AtlasAdapter;
import kz.dabyl.collector.adapter.atlas.ConnectionLog;
import kz.dabyl.collector.adapter.atlas.ProbeDirectory;
import kz.dabyl.collector.adapter.atlas.TargetClasses;
import kz.dabyl.collector.adapter.ooni.OoniAdapter;
import kz.dabyl.collector.adapter.prometheus.RemoteWrite;
import kz.dabyl.collector.adapter.telegraf.Telegraf;
import kz.dabyl.collector.admission.Admission;
import kz.dabyl.collector.admission.BodyReader;
import kz.dabyl.collector.gateway.Encoding;
import kz.dabyl.collector.gateway.ForeignDocuments;
import kz.dabyl.collector.gateway.Format;
import kz.dabyl.collector.gateway.Readings;
import kz.dabyl.collector.gateway.SnappyBlock;
import kz.dabyl.collector.gateway.Terms;
import kz.dabyl.collector.http.Refusal;
import kz.dabyl.collector.log.Outcome;
import kz.dabyl.collector.trust.Principal;
import kz.dabyl.runtime.http.Problem;

/**
 * {@code POST /v1/import/…}: measurements in a format of others, answered as {@code POST /v1/reports} answers. A body with
 * nothing in it that concerns us is taken: senders need not filter.
 */
public final class ImportRoute implements Handler<RoutingContext> {

    /** By the last segment of their address. */
    private static final Map<String, Format> FORMATS = Map.of(
            "remote-write", new RemoteWrite(),
            "telegraf", new Telegraf(),
            "ripe-atlas", new ForeignDocuments(ImportRoute::atlas),
            "ripe-atlas-connections", new ConnectionLog(),
            "ooni", new ForeignDocuments(terms -> new OoniAdapter()));

    /** Smaller bodies, decompressed, are read faster on the event loop than handed over. */
    private static final int LARGE_BYTES = 16 * 1024;

    /** From here on it is not tried whether they are small after all. */
    private static final int LARGE_COMPRESSED_BYTES = 4 * 1024;

    private final Format format;
    private final ReportRoute.Services services;
    private final Intake intake;
    private final InstantSource clock;
    private final BodyReader bodies;

    private ImportRoute(Vertx vertx, Format format, ReportRoute.Services services, Intake intake, InstantSource clock) {
        this.format = format;
        this.services = services;
        this.intake = intake;
        this.clock = clock;
        bodies = new BodyReader(vertx, services.limits());
    }

    /** Results do not say where their probes are; who sends them may, of all probes of a request. */
    private static Adapter atlas(Terms terms) {
        var query = terms.query();
        var probes = ProbeDirectory.all(query.getOrDefault("country", ""), query.getOrDefault("asn", ""));
        return new AtlasAdapter(probes, TargetClasses.BY_NAME);
    }

    public static void mount(
            Vertx vertx, Router router, ReportRoute.Services services, Intake intake, InstantSource clock) {
        FORMATS.forEach((name, format) ->
                router.post("/v1/import/" + name).handler(new ImportRoute(vertx, format, services, intake, clock)));
    }

    @Override
    public void handle(RoutingContext ctx) {
        var begun = System.nanoTime();
        Principal principal;
        try {
            principal = services.gate().identify(ctx.request());
        } catch (Refusal refusal) {
            refusal.send(ctx);
            return;
        }
        if (principal instanceof Principal.Probe && !format.ofOneProbe()) {
            // Before it is read: whoever may not send it must not make us unpack it either.
            Intake.anotherProbe().send(ctx);
            return;
        }
        var encoding = encoding(ctx);
        if (encoding.isEmpty()) {
            Refusal.of(unsupported()).send(ctx);
            return;
        }
        var terms = terms(ctx, principal);
        var claim = services.admission().claim(principal);
        bodies.read(ctx.request(), claim)
                .compose(body -> take(body, encoding.get(), new Sender(principal, terms, claim)))
                .onFailure(services.meters()::unread)
                .compose(taken -> intake.store(principal, taken.prepared(), begun)
                        .onSuccess(stored -> accept(ctx, stored, taken)))
                .onFailure(cause -> Refusal.answer(ctx, cause))
                .onComplete(v -> claim.release());
    }

    private Optional<Encoding> encoding(RoutingContext ctx) {
        var type = ctx.request().getHeader(HttpHeaders.CONTENT_TYPE);
        return type != null && format.takes(type)
                ? Encoding.ofHeader(ctx.request().getHeader(HttpHeaders.CONTENT_ENCODING))
                        .filter(format.encodings()::contains)
                : Optional.empty();
    }

    private static Problem unsupported() {
        return Problem.of(
                415,
                "unsupported-media-type",
                "This kind of body is not taken",
                "see /openapi.yaml for the Content-Type and the Content-Encoding of this format");
    }

    private Terms terms(RoutingContext ctx, Principal principal) {
        var query = new HashMap<String, String>();
        ctx.queryParams().forEach(parameter -> query.putIfAbsent(parameter.getKey(), parameter.getValue()));
        var sender = principal instanceof Principal.Probe self ? Optional.of(self.probe()) : Optional.<String>empty();
        return new Terms(sender, clock.millis(), query);
    }

    /** Whose a body is, and what it may take. */
    private record Sender(Principal principal, Terms terms, Admission.Claim claim) {}

    /** What a body held, ready for the log. */
    private record Taken(Intake.Prepared prepared, int rejected, List<Problem.Fault> faults) {}

    private Future<Taken> take(Buffer body, Encoding encoding, Sender sender) {
        var bytes = body.getBytes();
        try {
            var plain = bytes.length > (encoding == Encoding.IDENTITY ? LARGE_BYTES : LARGE_COMPRESSED_BYTES)
                    ? Optional.<byte[]>empty()
                    : inflate(bytes, encoding, LARGE_BYTES, sender.claim());
            if (plain.isPresent()) {
                return Future.succeededFuture(take(plain.get(), sender));
            }
        } catch (Refusal refusal) {
            return Future.failedFuture(refusal);
        }
        return intake.workers().executeBlocking(() -> takeAside(bytes, encoding, sender), false);
    }

    private Taken takeAside(byte[] bytes, Encoding encoding, Sender sender) throws Refusal {
        var plain = inflate(bytes, encoding, services.limits().bodyBytes(), sender.claim())
                .orElseThrow(() -> BodyReader.tooLarge(services.limits()));
        return take(plain, sender);
    }

    private Taken take(byte[] plain, Sender sender) throws Refusal {
        var decoded = format.decode(plain, sender.terms());
        if (decoded.reports().isEmpty() && decoded.rejected() > 0) {
            services.meters().rejected(decoded.rejected());
            throw Refusal.of(new Problem(
                    400, "malformed-reports", "No measurement could be taken", summary(decoded), decoded.faults()));
        }
        var prepared = intake.prepare(sender.principal(), decoded.reports(), format.inRounds(), sender.claim());
        return new Taken(prepared, decoded.rejected(), decoded.faults());
    }

    /** Empty if there are more than {@code limit} bytes. */
    private static Optional<byte[]> inflate(byte[] bytes, Encoding encoding, int limit, Admission.Claim claim)
            throws Refusal {
        if (encoding == Encoding.IDENTITY) {
            return Optional.of(bytes);
        }
        try {
            return encoding == Encoding.GZIP
                    ? Gunzip.inflate(bytes, limit, claim::grow)
                    : unsnapped(bytes, limit, claim);
        } catch (IOException e) {
            throw Refusal.of(Problem.of(
                    400, "malformed-encoding", "The body is not compressed as it says", "it ends early or is damaged"));
        }
    }

    private static Optional<byte[]> unsnapped(byte[] bytes, int limit, Admission.Claim claim)
            throws IOException, Refusal {
        var announced = SnappyBlock.announced(bytes);
        if (announced <= limit && !claim.grow(Math.max(0, announced))) {
            throw Refusal.unavailable("too much is being taken in at this moment, send the request again");
        }
        return SnappyBlock.inflate(bytes, limit);
    }

    /** Senders log the beginning of an answer and nobody reads more: what is wrong has to stand there. */
    private static String summary(Readings decoded) {
        return decoded.faults().stream()
                .map(fault -> fault.pointer() + " " + fault.detail())
                .distinct()
                .limit(3)
                .collect(Collectors.joining("; "))
                .strip();
    }

    private void accept(RoutingContext ctx, Outcome.Stored stored, Taken taken) {
        // Not before: whoever is answered 503 sends the same again.
        services.meters().rejected(taken.rejected());
        if (ctx.response().ended() || ctx.response().closed()) {
            return;
        }
        var rejected = new JsonArray();
        taken.faults().forEach(fault -> rejected.add(fault.json()));
        ctx.response()
                .setStatusCode(202)
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                .end(new JsonObject()
                        .put("accepted", stored.reports().size())
                        .put("duplicates", stored.duplicates())
                        .put("rejected", rejected)
                        .toBuffer());
    }
}
