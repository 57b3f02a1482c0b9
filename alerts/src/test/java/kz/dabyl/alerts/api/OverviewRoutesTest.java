package kz.dabyl.alerts.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static kz.dabyl.alerts.fakes.Receiver.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.net.http.HttpRequest;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import kz.dabyl.alerts.fakes.SomeIncident;
import kz.dabyl.alerts.fakes.WebServer;
import kz.dabyl.alerts.incidents.IncidentArchive;
import kz.dabyl.alerts.publication.PublicationConfig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OverviewRoutesTest {

    private final Vertx vertx = Vertx.vertx();
    private final IncidentArchive archive = new IncidentArchive(100);
    private Instant now = Instant.parse("2021-05-02T10:00:30Z");
    private final WebServer server = server(PublicationConfig.DEFAULT);

    private WebServer server(PublicationConfig config) {
        return WebServer.start(
                vertx,
                new OverviewRoutes(
                        archive, new CompleteView(Optional::empty), config, time -> List.of("KZ"), () -> now));
    }

    @AfterEach
    void close() {
        await(vertx.close());
    }

    @Test
    void accountsForAMonthAsJsonWhereNobodyAsksForMore() {
        archive.add(SomeIncident.opening("a").confirmed().closed().incident());

        var answer = server.get("/v1/overview?month=2021-04");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("content-type")).isEqualTo("application/json");
        assertThat(answer.header("vary")).isEqualTo("Accept");
        assertThat(answer.header("cache-control")).isEqualTo("public, max-age=60");
        assertThat(answer.json().getString("zone")).isEqualTo("Asia/Almaty");
        assertThat(answer.json().getDouble("hours_lost")).isEqualTo(1.0);
        assertThat(answer.json().getInteger("confirmed")).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8|text/html; charset=utf-8",
                "text/csv|text/csv; charset=utf-8; header=present",
                "application/json;q=0.5, text/csv;q=0.9|text/csv; charset=utf-8; header=present",
                "image/png|application/json",
                "*/*|application/json"
            })
    void givesWhatTheClientLikesBest(String accept, String type) {
        var answer = server.send(
                HttpRequest.newBuilder(server.uri("/v1/overview?month=2021-04")).header("Accept", accept));

        assertThat(answer.header("content-type")).isEqualTo(type);
    }

    @Test
    void givesTheFormatThatTheAddressNamesWhateverTheClientLikes() {
        var answer = server.send(HttpRequest.newBuilder(server.uri("/v1/overview?month=2021-04&format=csv"))
                .header("Accept", "text/html"));

        assertThat(answer.header("content-type")).startsWith("text/csv");
        assertThat(answer.header("content-disposition")).isEqualTo("inline; filename=\"dabyl-2021-04.csv\"");
    }

    @Test
    void allowsItsPageOneStyleAndNothingElse() throws Exception {
        var page = server.get("/v1/overview?month=2021-04&format=html&lang=kk");

        var style = page.body()
                .substring(page.body().indexOf("<style>") + 7, page.body().indexOf("</style>"));
        var hash = Base64.getEncoder()
                .encodeToString(MessageDigest.getInstance("SHA-256").digest(style.getBytes(UTF_8)));
        assertThat(page.header("content-security-policy"))
                .isEqualTo("default-src 'none'; style-src 'sha256-" + hash + "'");
        assertThat(page.body()).contains("lang=\"kk\"").doesNotContain("<script", "style=", "http://", "https://");
    }

    @Test
    void takesThePresentMonthOnTheClocksOfTheHomeCountry() {
        now = Instant.parse("2021-04-30T18:00:10Z");

        assertThat(server.get("/v1/overview").json().getString("month")).isEqualTo("2021-05");
    }

    @Test
    void countsWhatIsOpenUntilNow() {
        archive.add(SomeIncident.opening("a").started("2021-05-02T08:00:00Z").incident());

        var overview = server.get("/v1/overview?month=2021-05").json();

        assertThat(overview.getDouble("hours_lost")).isEqualTo(2.0);
        assertThat(overview.getString("as_of")).isEqualTo("2021-05-02T10:00:00.000Z");
    }

    @Test
    void takesTheNewestRevisionForNowWhereRecordingsAreReplayed() {
        var replaying = server(new PublicationConfig(Optional.empty(), true));
        archive.add(SomeIncident.opening("a").started("2021-02-02T08:00:00Z").incident());
        archive.add(SomeIncident.opening("b")
                .started("2021-02-02T09:59:30Z")
                .closed("2021-02-02T09:59:40Z")
                .incident());

        var overview = replaying.get("/v1/overview").json();

        assertThat(overview.getString("month")).isEqualTo("2021-02");
        assertThat(overview.getString("as_of")).isEqualTo("2021-02-02T10:00:00.000Z");
        assertThat(overview.getDouble("hours_lost")).isEqualTo(2.0);
    }

    @Test
    void sendsNothingAgainToThoseWhoHaveIt() {
        var tag = server.get("/v1/overview?month=2021-04").header("etag");

        var same = server.send(
                HttpRequest.newBuilder(server.uri("/v1/overview?month=2021-04")).header("If-None-Match", tag));
        archive.add(SomeIncident.opening("a").incident());
        var changed = server.send(
                HttpRequest.newBuilder(server.uri("/v1/overview?month=2021-04")).header("If-None-Match", tag));

        assertThat(same.status()).isEqualTo(304);
        assertThat(changed.status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "month=2021-13, /month",
        "month=1969-12, /month",
        "month=2021-2, /month",
        "month=%2B12021-02, /month",
        "month=2021-02&format=pdf, /format",
        "month=2021-02&lang=de, /lang",
        "month=2021-02&month=2021-03, /month"
    })
    void namesABadParameter(String query, String pointer) {
        var answer = server.get("/v1/overview?" + query);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().getJsonArray("errors").getJsonObject(0).getString("pointer"))
                .isEqualTo(pointer);
    }
}
