package kz.dabyl.alerts.api;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.MIMEHeader;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import kz.dabyl.alerts.incidents.IncidentArchive;
import kz.dabyl.alerts.publication.Overview;
import kz.dabyl.alerts.publication.OverviewFormat;
import kz.dabyl.alerts.publication.PublicationConfig;
import kz.dabyl.model.InvalidInputException;
import kz.dabyl.runtime.http.Problem;
import kz.dabyl.runtime.http.Routes;
import kz.dabyl.words.Language;

/** {@code GET /v1/overview}: the account of a month, for people and programs. Open to all. */
public final class OverviewRoutes implements Routes {

    private static final Duration FRESH = Duration.ofSeconds(60);
    private static final Pattern MONTH = Pattern.compile("(19[7-9]\\d|[2-9]\\d{3})-(0[1-9]|1[0-2])");
    private static final String POLICY = "content-security-policy";
    private static final String STYLE_SOURCE = "style-src " + CachedAnswer.policyHash(OverviewFormat.STYLE);

    private final IncidentArchive archive;
    private final CompleteView complete;
    private final PublicationConfig config;
    private final Function<Instant, List<String>> home;
    private final InstantSource clock;

    /** @param home ISO codes of the countries watched at a time: their clocks say when a month begins */
    public OverviewRoutes(
            IncidentArchive archive,
            CompleteView complete,
            PublicationConfig config,
            Function<Instant, List<String>> home,
            InstantSource clock) {
        this.archive = archive;
        this.complete = complete;
        this.config = config;
        this.home = home;
        this.clock = clock;
    }

    @Override
    public void mount(Vertx vertx, Router router) {
        router.get("/v1/overview").handler(complete).handler(this::overview);
    }

    private void overview(RoutingContext ctx) {
        try {
            var now = now();
            var month = Parameters.once(ctx.request(), "month")
                    .map(OverviewRoutes::month)
                    .orElseGet(() -> YearMonth.from(now.atZone(zone(clock.instant()))));
            var zone = zone(config.exercise() ? clock.instant() : end(month));
            var language = Language.ofQuery(Parameters.once(ctx.request(), "lang"));
            var format = Parameters.once(ctx.request(), "format")
                    .map(OverviewRoutes::format)
                    .orElseGet(() -> accepted(ctx));
            send(ctx, of(month, zone, now), format, language);
        } catch (InvalidInputException e) {
            Problem.invalid(e.pointer(), e.detail()).send(ctx.response());
        }
    }

    /** Where home changes, the accounts of the months before stay as they were quoted. */
    private static Instant end(YearMonth month) {
        return month.plusMonths(1).atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private ZoneId zone(Instant time) {
        return home.apply(time).equals(List.of("KZ")) ? ZoneId.of("Asia/Almaty") : ZoneOffset.UTC;
    }

    private Overview of(YearMonth month, ZoneId zone, Instant now) {
        var from = month.atDay(1).atStartOfDay(zone).toInstant().toEpochMilli();
        var until = month.plusMonths(1).atDay(1).atStartOfDay(zone).toInstant().toEpochMilli();
        return Overview.of(month, zone, now, archive.completeSince(), archive.between(from, until));
    }

    /** In whole minutes, so that an account can be kept for as long as it says; what is replayed has a time of its own. */
    private Instant now() {
        var newest = archive.newest();
        var replayed = config.exercise() && newest > 0;
        return (replayed ? Instant.ofEpochMilli(newest) : clock.instant()).truncatedTo(ChronoUnit.MINUTES);
    }

    private void send(RoutingContext ctx, Overview overview, OverviewFormat format, Language language) {
        ctx.response().putHeader(HttpHeaders.VARY, "Accept");
        if (format == OverviewFormat.CSV) {
            ctx.response().putHeader("content-disposition", "inline; filename=\"dabyl-" + overview.month() + ".csv\"");
        }
        if (format == OverviewFormat.HTML) {
            allowStyle(ctx);
        }
        var body = format.document(overview, language, config);
        CachedAnswer.send(ctx, format.contentType(), body, FRESH);
    }

    /** The service bars all styles; the page has one, which is named by its hash. */
    private static void allowStyle(RoutingContext ctx) {
        var policy = Optional.ofNullable(ctx.response().headers().get(POLICY)).orElse("default-src 'none'");
        ctx.response().putHeader(POLICY, policy + "; " + STYLE_SOURCE);
    }

    static YearMonth month(String text) {
        if (!MONTH.matcher(text).matches()) {
            throw new InvalidInputException("/month", "month: expected a month such as 2021-02");
        }
        return YearMonth.parse(text);
    }

    private static OverviewFormat format(String word) {
        return OverviewFormat.ofWord(word)
                .orElseThrow(() -> new InvalidInputException("/format", "format: expected html, csv or json"));
    }

    /** What the client likes best of what there is; JSON for those who do not say. */
    private static OverviewFormat accepted(RoutingContext ctx) {
        return ctx.parsedHeaders().accept().stream()
                .flatMap(wanted -> Arrays.stream(OverviewFormat.values()).filter(format -> takes(wanted, format)))
                .findFirst()
                .orElse(OverviewFormat.JSON);
    }

    private static boolean takes(MIMEHeader wanted, OverviewFormat format) {
        var type = format.mediaType();
        return (wanted.component().equals("*") || type.startsWith(wanted.component() + "/"))
                && (wanted.subComponent().equals("*") || type.endsWith("/" + wanted.subComponent()));
    }
}
