package kz.dabyl.alerts.api;

import static kz.dabyl.alerts.fakes.Receiver.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import kz.dabyl.alerts.fakes.SomeIncident;
import kz.dabyl.alerts.fakes.WebServer;
import kz.dabyl.alerts.incidents.AreaMatch;
import kz.dabyl.alerts.incidents.IncidentBook;
import kz.dabyl.alerts.publication.PublicationConfig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FeedRoutesTest {

    private final Vertx vertx = Vertx.vertx();
    private final IncidentBook book = new IncidentBook(1000, new AreaMatch(List.of("KZ")));
    private Optional<String> fault = Optional.empty();
    private final WebServer server =
            WebServer.start(vertx, new FeedRoutes(book, new CompleteView(() -> fault), PublicationConfig.DEFAULT));

    @AfterEach
    void close() {
        await(vertx.close());
    }

    @Test
    void servesAFeedInEnglishWhereNobodyAsksForMore() {
        add(0, SomeIncident.opening("a"));

        var feed = server.get("/feed.atom");

        assertThat(feed.status()).isEqualTo(200);
        assertThat(feed.header("content-type")).isEqualTo("application/atom+xml; charset=utf-8");
        assertThat(feed.header("content-language")).isEqualTo("en");
        assertThat(feed.header("cache-control")).isEqualTo("public, max-age=15");
        assertThat(feed.header("last-modified")).isEqualTo("Sat, 24 Apr 2021 07:00:52 GMT");
        assertThat(feed.body()).contains("xml:lang=\"en\"", "Loss of mobile internet: Almaty");
    }

    @ParameterizedTest
    @CsvSource({"kk, Мобильді интернеттің жоғалуы", "ru, Потеря мобильного интернета", "en, Loss of mobile internet"})
    void servesItInTheLanguageThatSomebodyAsksFor(String lang, String title) {
        add(0, SomeIncident.opening("a"));

        assertThat(server.get("/feed.atom?lang=" + lang).body()).contains("xml:lang=\"" + lang + "\"", title);
    }

    @Test
    void sendsNothingAgainToThoseWhoHaveIt() {
        add(0, SomeIncident.opening("a"));
        var tag = server.get("/feed.atom").header("etag");

        var same = ask("/feed.atom", "If-None-Match", "\"x\", " + tag);
        var since = ask("/feed.atom", "If-Modified-Since", "Sat, 24 Apr 2021 07:00:52 GMT");
        add(1, SomeIncident.opening("a").next());
        var changed = ask("/feed.atom", "If-None-Match", tag);
        var changedSince = ask("/feed.atom", "If-Modified-Since", "Sat, 24 Apr 2021 07:00:52 GMT");

        assertThat(same.status()).isEqualTo(304);
        assertThat(same.body()).isEmpty();
        assertThat(same.header("etag")).isEqualTo(tag).startsWith("W/\"");
        assertThat(since.status()).isEqualTo(304);
        assertThat(changed.status()).isEqualTo(200);
        assertThat(changedSince.status()).isEqualTo(200);
    }

    @Test
    void hasTheHundredThatChangedLastAndAllThatAreOpen() {
        IntStream.range(0, 130).forEach(i -> add(i, SomeIncident.opening("i" + i)));
        IntStream.range(0, 130)
                .filter(i -> i != 7)
                .forEach(i -> add(130 + i, SomeIncident.opening("i" + i).next().closed()));
        // The oldest is found to have been none after all.
        add(300, SomeIncident.opening("i0").next().closed().next().retracted());

        var feed = server.get("/feed.atom").body();

        assertThat(feed.split("<entry>", -1)).hasSize(102);
        assertThat(feed)
                .contains("urn:dabyl:incident:i129<", "urn:dabyl:incident:i31<", "urn:dabyl:incident:i7<")
                .doesNotContain("incident:i30<")
                .containsSubsequence("urn:dabyl:incident:i0<", "urn:dabyl:incident:i129<", "urn:dabyl:incident:i7<");
    }

    @Test
    void servesTheLatestRevisionAsCap() {
        add(0, SomeIncident.opening("a"));
        add(1, SomeIncident.opening("a").next().confirmed());

        var alert = server.get("/cap/a.xml");

        assertThat(alert.status()).isEqualTo(200);
        assertThat(alert.header("content-type")).isEqualTo("application/cap+xml; charset=utf-8");
        assertThat(alert.body())
                .contains("<identifier>urn:dabyl:incident:a:2</identifier>", "<msgType>Update</msgType>")
                .contains("<references>dabyl,urn:dabyl:incident:a:1,2021-04-24T13:00:52+06:00</references>");
    }

    @Test
    void servesAnEarlierRevisionAsItWas() {
        add(0, SomeIncident.opening("a"));
        add(1, SomeIncident.opening("a").next().confirmed());

        var alert = server.get("/cap/a.xml?revision=1");

        assertThat(alert.body()).contains("<msgType>Alert</msgType>").doesNotContain("<references>");
        assertThat(alert.header("cache-control")).isEqualTo("public, max-age=3600");
        assertThat(ask("/cap/a.xml?revision=1", "If-None-Match", alert.header("etag"))
                        .status())
                .isEqualTo(304);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/cap/b.xml", "/cap/a.xml?revision=2", "/cap/a", "/cap/.xml"})
    void knowsNothingThatWasNotPublished(String path) {
        add(0, SomeIncident.opening("a"));

        assertThat(server.get(path).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({
        "/feed.atom?lang=de, /lang",
        "/feed.atom?lang=en&lang=ru, /lang",
        "/cap/a.xml?revision=0, /revision",
        "/cap/a.xml?revision=x, /revision"
    })
    void namesABadParameter(String path, String pointer) {
        var answer = server.get(path);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().getJsonArray("errors").getJsonObject(0).getString("pointer"))
                .isEqualTo(pointer);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/feed.atom", "/cap/a.xml"})
    void saysNothingBeforeTheViewIsComplete(String path) {
        fault = Optional.of("still reading");

        assertThat(server.get(path).status()).isEqualTo(503);
    }

    @Test
    void callsAnExerciseWhatIsReplayed() {
        add(0, SomeIncident.opening("a"));
        var exercise = WebServer.start(
                vertx,
                new FeedRoutes(book, new CompleteView(() -> fault), new PublicationConfig(Optional.empty(), true)));

        assertThat(exercise.get("/cap/a.xml").body()).contains("<status>Exercise</status>", "<note>Exercise: ");
    }

    private WebServer.Answer ask(String path, String header, String value) {
        return server.send(HttpRequest.newBuilder(server.uri(path)).header(header, value));
    }

    private void add(long offset, SomeIncident incident) {
        book.add(offset, incident.incident());
    }
}
