package kz.dabyl.alerts.publication;

import static org.assertj.core.api.Assertions.assertThat;

import com.rometools.rome.feed.synd.SyndEntry;
import com.rometools.rome.io.FeedException;
import com.rometools.rome.io.SyndFeedInput;
import java.io.StringReader;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import kz.dabyl.alerts.fakes.SomeIncident;
import kz.dabyl.words.Language;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AtomFeedTest {

    private static final PublicationConfig RELATIVE = PublicationConfig.DEFAULT;
    private static final PublicationConfig SITE =
            new PublicationConfig(Optional.of(URI.create("https://dabyl.example")), false);

    @ParameterizedTest
    @EnumSource(Language.class)
    void isTheGoldenDocumentInEveryLanguage(Language language) {
        Golden.matches("feed-" + language.code() + ".atom", AtomFeed.of(Golden.latest(), language, RELATIVE));
    }

    @Test
    void isReadByAProgramThatKnowsNothingOfUs() throws FeedException {
        var input = new SyndFeedInput();
        input.setAllowDoctypes(false);

        var feed = input.build(new StringReader(AtomFeed.of(Golden.latest(), Language.RU, SITE)));

        assertThat(feed.getFeedType()).isEqualTo("atom_1.0");
        assertThat(feed.getPublishedDate().toInstant()).isEqualTo(Instant.parse("2021-02-28T09:33:00Z"));
        assertThat(feed.getEntries()).hasSize(5).extracting(SyndEntry::getUri).doesNotHaveDuplicates();
        var entry = feed.getEntries().get(0);
        assertThat(entry.getUri()).isEqualTo("urn:dabyl:incident:" + Golden.SHUTDOWN);
        assertThat(entry.getLinks())
                .extracting(link -> link.getType() + " " + link.getHref())
                .containsExactly(
                        "text/html https://dabyl.example/incidents/" + Golden.SHUTDOWN,
                        "application/json https://dabyl.example/v1/incidents/" + Golden.SHUTDOWN,
                        "application/cap+xml https://dabyl.example/cap/" + Golden.SHUTDOWN + ".xml");
        assertThat(entry.getDescription().getValue()).contains("мобильный интернет не работал");
    }

    @Test
    void keepsTheNameOfAnIncidentAndMovesItsTime() {
        var first =
                Xml.parse(AtomFeed.of(List.of(Golden.revisions(Golden.SHUTDOWN).get(0)), Language.EN, RELATIVE));
        var second =
                Xml.parse(AtomFeed.of(List.of(Golden.revisions(Golden.SHUTDOWN).get(1)), Language.EN, RELATIVE));

        assertThat(Xml.texts(second, "id")).isEqualTo(Xml.texts(first, "id"));
        assertThat(Xml.texts(second, "published")).isEqualTo(Xml.texts(first, "published"));
        assertThat(Xml.texts(first, "updated")).containsOnly("2021-02-28T06:00:58.000Z");
        assertThat(Xml.texts(second, "updated")).containsOnly("2021-02-28T06:02:03.500Z");
    }

    @Test
    void saysOfWhatWasRetractedThatItWas() {
        var feed = Xml.parse(AtomFeed.of(Golden.revisions(Golden.RETRACTED).subList(1, 2), Language.EN, RELATIVE));

        assertThat(Xml.texts(feed, "title").get(1)).isEqualTo("Retracted: Loss of mobile and fixed internet: Shymkent");
    }

    @Test
    void saysThatItIsOfAnExercise() {
        var exercise = new PublicationConfig(Optional.empty(), true);

        var feed = Xml.parse(AtomFeed.of(Golden.latest(), Language.EN, exercise));

        assertThat(Xml.texts(feed, "subtitle")).singleElement().asString().startsWith("Exercise: ");
        assertThat(Xml.texts(feed, "summary")).isNotEmpty().allMatch(summary -> summary.startsWith("Exercise: "));
    }

    @Test
    void isAFeedWhereNothingHappened() {
        var feed = Xml.parse(AtomFeed.of(List.of(), Language.KK, RELATIVE));

        assertThat(Xml.texts(feed, "updated")).containsExactly("1970-01-01T00:00:00.000Z");
        assertThat(Xml.texts(feed, "entry")).isEmpty();
    }

    @Test
    void keepsTextsOfStrangersTexts() {
        var hostile = "\u0001\u001b</title><script>alert(1)</script>\"'\ufffe\udc00";
        var incident = SomeIncident.opening("a\"><x").in(hostile, "KZ-75").incident();

        var feed = Xml.parse(AtomFeed.of(List.of(incident), Language.EN, RELATIVE));

        assertThat(Xml.texts(feed, "title").get(1))
                .isEqualTo("Loss of mobile internet: </title><script>alert(1)</script>\"'");
        assertThat(feed.getElementsByTagNameNS("*", "script").getLength()).isZero();
    }
}
