package kz.dabyl.alerts.words;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import kz.dabyl.alerts.subscriptions.EventType;
import kz.dabyl.model.IncidentKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordingTest {

    private static final Wording NOWHERE = new Wording(Optional.empty());

    @ParameterizedTest
    @CsvSource({"en, EXERCISE. ", "ru, УЧЕНИЕ. ", "kk, ЖАТТЫҒУ. "})
    void beginsEverythingAboutAnIncidentOfAnExerciseWithThat(String language, String mark) {
        var exercise = new Wording(Optional.empty(), true);
        var first = Story.of(IncidentKind.SHUTDOWN).incident();
        var second = Story.of(IncidentKind.OUTAGE).incident();

        var one = exercise.incident(EventType.OPENED, first, Optional.empty(), language);
        var several = exercise.digest(EventType.OPENED, List.of(first, second), language);

        for (var notice : List.of(one, several)) {
            assertThat(List.of(notice.title(), notice.text(), notice.brief()))
                    .allMatch(text -> text.startsWith(mark.strip()));
        }
        assertThat(exercise.test(language).title()).doesNotStartWith(mark.strip());
    }

    private static final Story STORY = Story.of(IncidentKind.SHUTDOWN);

    @Test
    void tellsWhatWasAddedOnlyWhereItIsKnownWhatWasTold() {
        var now = STORY.on("401-01", "401-02", "401-77").incident();
        var told = Optional.of(STORY.told());

        var known = NOWHERE.incident(EventType.UPDATED, now, told, Optional.of(STORY.incident()), "en");
        var unknown = NOWHERE.incident(EventType.UPDATED, now, told, "en");

        assertThat(known.text().lines()).contains("Added network: Tele2/Altel");
        assertThat(unknown.text()).doesNotContain("Added");
    }

    @Test
    void takesBackWhatWasSaidAndNotWhatWasThoughtInTheEnd() {
        var told = Story.of(IncidentKind.NETWORK_OUTAGE).closed();
        var retracted = Story.of(IncidentKind.OUTAGE).retracted("restart").incident();

        var known = NOWHERE.incident(
                EventType.RETRACTED, retracted, Optional.of(told.told()), Optional.of(told.incident()), "en");
        var unknown = NOWHERE.incident(EventType.RETRACTED, retracted, Optional.of(told.told()), "en");

        assertThat(known.title()).isEqualTo("Retracted, not so: \"Almaty: mobile internet on Beeline was down\"");
        assertThat(unknown.title())
                .isEqualTo("Retracted, not so: \"Almaty: mobile and fixed-line internet on one network was down\"");
    }

    @Test
    void linksToNothingWithoutAPublicAddress() {
        assertThat(NOWHERE.incident(EventType.OPENED, STORY.incident(), Optional.empty(), "en")
                        .text())
                .doesNotContain("http");
        assertThat(NOWHERE.test("en").text()).doesNotContain("http");
    }

    @Test
    void keepsThePathOfThePublicAddress() {
        var wording = new Wording(Optional.of(URI.create("https://example.org/dabyl")));

        var notice = wording.incident(EventType.OPENED, STORY.incident(), Optional.empty(), "en");

        assertThat(notice.text()).endsWith("\nMore: https://example.org/dabyl/incidents/" + Story.ID);
    }

    @Test
    void tellsOfOneIncidentAsItIs() {
        var incident = STORY.incident();

        assertThat(NOWHERE.digest(EventType.OPENED, List.of(incident), "ru"))
                .isEqualTo(NOWHERE.incident(EventType.OPENED, incident, Optional.empty(), "ru"));
        assertThat(NOWHERE.digest(EventType.OPENED, List.of(incident, incident), "ru")
                        .title())
                .isEqualTo("Сразу 2 события: Алматы");
    }

    @Test
    void saysOfSeveralInTheirShortestFormThatTheyAreOver() {
        var over = STORY.closed().incident();

        var notice = NOWHERE.digest(EventType.CLOSED, List.of(over, over), "en");

        assertThat(notice.title()).isEqualTo("Over. 2 incidents at once: Almaty");
        assertThat(notice.brief()).startsWith("Over.");
        assertThat(notice.text()).startsWith("Over.");
    }

    @Test
    void speaksOfItselfInTheLanguageAskedFor() {
        var now = Instant.parse("2026-11-28T10:00:00Z");

        assertThat(NOWHERE.heartbeat(OptionalLong.of(1), 0, now, Duration.ofHours(1), "kk")
                        .title())
                .startsWith("Dabyl бақылап тұр");
        assertThat(NOWHERE.test("ru").title()).isEqualTo("Проверочное сообщение Dabyl");
        assertThat(NOWHERE.disabled("sms", false, "gone", "xx").title()).isEqualTo("A channel of yours is off: sms");
    }
}
