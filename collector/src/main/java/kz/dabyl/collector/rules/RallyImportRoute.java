package kz.dabyl.collector.rules;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Optional;
import kz.dabyl.collector.admission.Admission;
import kz.dabyl.collector.admission.BodyReader;
import kz.dabyl.collector.admission.Limits;
import kz.dabyl.collector.calendar.ImportTerms;
import kz.dabyl.collector.calendar.RallyCalendar;
import kz.dabyl.collector.calendar.RallyImport;
import kz.dabyl.collector.http.Refusal;
import kz.dabyl.collector.trust.Gate;
import kz.dabyl.model.Documents;
import kz.dabyl.model.InvalidInputException;
import kz.dabyl.model.Times;
import kz.dabyl.runtime.http.MediaType;
import kz.dabyl.runtime.http.Problem;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /v1/rallies/import}, for operators: what rallies a calendar holds. Keeps nothing: who asks looks at them, and
 * puts those that are meant.
 */
public final class RallyImportRoute {

    static final String PATH = "/v1/rallies/import";

    private static final int MAX_BYTES = 1 << 20;
    private static final long IN_FLIGHT_BYTES = 4L << 20;
    private static final String CALENDAR = "text/calendar";
    private static final Duration BEHIND = Duration.ofDays(31);
    private static final Duration AHEAD = Duration.ofDays(366);
    private static final Duration LONGEST = Duration.ofDays(5 * 366);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final InstantSource clock;
    private final WorkerExecutor worker;
    private final BodyReader bodies;
    private final Admission admission = new Admission(IN_FLIGHT_BYTES);

    private RallyImportRoute(Vertx vertx, InstantSource clock) {
        this.clock = clock;
        // One at a time: a calendar that is made to be slow keeps nobody waiting but those who send calendars.
        worker = vertx.createSharedWorkerExecutor("calendars", 1);
        var usual = Limits.DEFAULT;
        bodies = new BodyReader(
                vertx, new Limits(MAX_BYTES, IN_FLIGHT_BYTES, usual.idle(), usual.minBytesPerSecond(), 1));
    }

    public static void mount(Vertx vertx, Router router, Gate gate, InstantSource clock) {
        var route = new RallyImportRoute(vertx, clock);
        router.post(PATH).handler(gate::operatorOnly).handler(route::handle);
    }

    private void handle(RoutingContext ctx) {
        Future<RallyImport> done;
        try {
            checkType(ctx.request());
            var terms = terms(ctx.request());
            var claim = admission.claim();
            done = bodies.read(ctx.request(), claim)
                    .compose(body -> worker.executeBlocking(() -> read(body, terms), false))
                    .onComplete(v -> claim.release());
        } catch (Refusal refusal) {
            refusal.send(ctx);
            return;
        }
        done.onSuccess(found -> answer(ctx, found)).onFailure(cause -> Refusal.answer(ctx, cause));
    }

    private static RallyImport read(Buffer body, ImportTerms terms) throws Refusal {
        var begun = System.nanoTime();
        var inTime = new ImportTerms(
                terms.radiusMetres(),
                terms.zone(),
                terms.from(),
                terms.until(),
                () -> System.nanoTime() - begun > PATIENCE.toNanos());
        try {
            var text = UTF_8.newDecoder().decode(ByteBuffer.wrap(body.getBytes()));
            return RallyCalendar.read(text.toString(), inTime);
        } catch (CharacterCodingException e) {
            throw Refusal.of(Problem.invalid("", "not UTF-8"));
        } catch (InvalidInputException e) {
            throw Refusal.of(Problem.invalid(e.pointer(), e.detail()));
        }
    }

    private static void checkType(HttpServerRequest request) throws Refusal {
        var type = MediaType.of(request.getHeader(HttpHeaders.CONTENT_TYPE));
        if (!type.equals(CALENDAR) || request.getHeader(HttpHeaders.CONTENT_ENCODING) != null) {
            throw Refusal.of(Problem.of(
                    415, "unsupported-media-type", "This kind of body is not taken", "send " + CALENDAR + " in UTF-8"));
        }
    }

    private ImportTerms terms(HttpServerRequest request) throws Refusal {
        var now = clock.instant();
        var from = time("from", request.getParam("from")).orElse(now.minus(BEHIND));
        var until = time("until", request.getParam("until")).orElse(now.plus(AHEAD));
        if (!until.isAfter(from) || Duration.between(from, until).compareTo(LONGEST) > 0) {
            throw invalid("/until", "expected a time after 'from', at most " + LONGEST.toDays() + " days");
        }
        return new ImportTerms(
                radius(request.getParam("radius_m")), zone(request.getParam("zone")), from, until, () -> false);
    }

    static Optional<Instant> time(String name, @Nullable String text) throws Refusal {
        if (text == null || text.isEmpty()) {
            return Optional.empty();
        }
        var millis = Times.parseParameter(text);
        if (millis.isEmpty()) {
            throw invalid("/" + name, "expected a time such as 2021-04-24T06:00:00.000Z");
        }
        return Optional.of(Instant.ofEpochMilli(millis.getAsLong()));
    }

    static double radius(@Nullable String text) throws Refusal {
        if (text == null || text.isEmpty()) {
            return ImportTerms.USUAL_RADIUS_METRES;
        }
        var metres = text.matches("[0-9]{1,6}(\\.[0-9]{1,3})?") ? Double.parseDouble(text) : 0;
        if (metres < 1 || metres > ImportTerms.MOST_RADIUS_METRES) {
            throw invalid("/radius_m", "expected metres from 1 to " + (long) ImportTerms.MOST_RADIUS_METRES);
        }
        return metres;
    }

    static ZoneId zone(@Nullable String text) throws Refusal {
        try {
            return text == null || text.isEmpty() ? ImportTerms.USUAL_ZONE : ZoneId.of(text);
        } catch (DateTimeException e) {
            throw invalid("/zone", "expected a time zone such as Asia/Almaty");
        }
    }

    private static Refusal invalid(String pointer, String detail) {
        return Refusal.of(Problem.invalid(pointer, detail));
    }

    private static void answer(RoutingContext ctx, RallyImport found) {
        var answer = JsonNodeFactory.instance.objectNode();
        answer.set("items", Documents.json(found.items()));
        var skipped = answer.putArray("skipped");
        found.skipped()
                .forEach(skip -> skipped.addObject().put("uid", skip.uid()).put("why", skip.why()));
        RuleFormat.JSON.send(ctx, answer);
    }
}
