package kz.dabyl.alerts.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.net.http.HttpRequest;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import kz.dabyl.alerts.cells.CellBoard;
import kz.dabyl.alerts.fakes.Receiver;
import kz.dabyl.alerts.fakes.SomeIncident;
import kz.dabyl.alerts.fakes.WebServer;
import kz.dabyl.alerts.incidents.AreaMatch;
import kz.dabyl.alerts.incidents.IncidentBook;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PageRoutesTest {

    private final IncidentBook book = new IncidentBook(1_000, new AreaMatch(List.of("KZ")));
    private final AtomicReference<Optional<String>> fault = new AtomicReference<>(Optional.empty());
    private final Vertx vertx = Vertx.vertx();
    private final WebServer server = WebServer.start(
            vertx,
            new PageRoutes(
                    new Viewpoint(book, new CellBoard((name, json) -> {}), InstantSource.system(), true), fault::get));

    @AfterEach
    void close() {
        Receiver.await(vertx.close());
    }

    @BeforeEach
    void publish() {
        book.add(1, SomeIncident.opening("one").incident());
    }

    @Test
    void servesAPageThatMayLoadNothingFromElsewhereAndKeepsNothing() {
        var page = server.get("/");

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("content-type")).isEqualTo("text/html; charset=utf-8");
        assertThat(page.header("content-security-policy")).startsWith("default-src 'self';");
        assertThat(page.response().headers().map()).doesNotContainKey("set-cookie");
        assertThat(page.body()).contains("Mobile internet stopped", "href=\"/incidents/one?lang=en\"");
    }

    @ParameterizedTest
    @CsvSource({"'', ru-RU, ru", "?lang=kk, ru, kk", "?lang=tlh, 'kk,en;q=0.1', kk", "'', 'tlh', en"})
    void speaksTheLanguageThatIsAskedFor(String query, String accepted, String language) {
        var page = server.send(HttpRequest.newBuilder(server.uri("/" + query)).header("Accept-Language", accepted));

        assertThat(page.header("content-language")).isEqualTo(language);
        assertThat(page.body()).contains("<html lang=\"" + language + "\"");
        assertThat(page.header("vary")).contains("Accept-Language");
    }

    @Test
    void sendsNothingAgainToWhoHasItUntilSomethingHasChanged() {
        var tag = server.get("/").header("etag");

        var again = server.send(HttpRequest.newBuilder(server.uri("/")).header("If-None-Match", tag));
        book.add(2, SomeIncident.opening("two").incident());
        var changed = server.send(HttpRequest.newBuilder(server.uri("/")).header("If-None-Match", tag));

        assertThat(again.status()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.body()).contains("/incidents/two");
    }

    @Test
    void namesTheSameContentWeaklyPackedOrNot() {
        var plain = server.get("/");
        var packed = server.send(HttpRequest.newBuilder(server.uri("/")).header("Accept-Encoding", "gzip"));

        assertThat(plain.header("etag")).startsWith("W/\"").isEqualTo(packed.header("etag"));
    }

    @Test
    void servesItPackedToWhoCanUnpackIt() {
        var plain = server.get("/");
        var packed = server.send(HttpRequest.newBuilder(server.uri("/")).header("Accept-Encoding", "gzip"));

        assertThat(packed.header("content-encoding")).isEqualTo("gzip");
        assertThat(Integer.parseInt(packed.header("content-length")))
                .isLessThan(plain.body().length() / 3);
    }

    @Test
    void servesWhatThePageLoadsUnderNamesThatLastForEver() {
        var page = server.get("/").body();
        var loaded =
                Pattern.compile("\"(/assets/[^\"]+)\"").matcher(page).results().toList();

        assertThat(loaded).hasSize(3).allSatisfy(found -> {
            var asset = server.get(found.group(1));
            assertThat(asset.status()).isEqualTo(200);
            assertThat(asset.header("cache-control")).contains("immutable");
        });
        assertThat(server.get("/assets/page.0000000000000000.css").status()).isEqualTo(404);
    }

    @Test
    void servesAPageForEachIncident() {
        var page = server.get("/incidents/one?lang=en");

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body()).contains("<h1>Mobile internet stopped", "silent probes: 19");
    }

    @Test
    void saysThatItIsAnExerciseWhereTimeComesFromRecordings() {
        var other = Vertx.vertx();
        var replaying = WebServer.start(
                other,
                new PageRoutes(
                        new Viewpoint(book, new CellBoard((name, json) -> {}), InstantSource.system(), false),
                        fault::get));

        var pages = List.of(replaying.get("/?lang=en"), replaying.get("/incidents/one?lang=en"));
        Receiver.await(other.close());

        assertThat(pages).allSatisfy(page -> assertThat(page.body()).contains("Exercise: this service replays"));
        assertThat(server.get("/?lang=en").body()).doesNotContain("Exercise");
    }

    @Test
    void linksToNothingThatIsNotServed() {
        assertThat(server.get("/incidents/one").body()).doesNotContain("dossier", "/cap/", "/feed.atom");
    }

    @Test
    void saysToPeopleThatThereIsNoSuchIncident() {
        var page = server.get("/incidents/none?lang=ru");

        assertThat(page.status()).isEqualTo(404);
        assertThat(page.header("content-type")).startsWith("text/html");
        assertThat(page.body()).contains("Инцидента с таким именем нет");
    }

    @Test
    void showsNothingWhileTheViewOfIncidentsIsNotComplete() {
        fault.set(Optional.of("still reading"));

        assertThat(server.get("/").status()).isEqualTo(503);
        assertThat(server.get("/incidents/one").status()).isEqualTo(503);
    }
}
