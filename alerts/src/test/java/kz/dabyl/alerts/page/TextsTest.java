package kz.dabyl.alerts.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import kz.dabyl.model.Incident;
import kz.dabyl.model.IncidentKind;
import kz.dabyl.words.Language;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TextsTest {

    private static final Pattern PLACE = Pattern.compile("\\{\\d}");

    @ParameterizedTest
    @EnumSource(Language.class)
    void sayTheSameInEveryLanguage(Language language) {
        var texts = Texts.of(language);
        var english = Texts.of(Language.EN);

        assertThat(texts.keys()).isEqualTo(english.keys());
        assertThat(texts.keys()).allSatisfy(key -> {
            assertThat(texts.get(key)).as(key).isNotBlank();
            assertThat(places(texts.get(key))).as(key).isEqualTo(places(english.get(key)));
        });
        assertThat(texts.month(12)).isNotBlank();
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void claimNoIntentAndNameNoAuthor(Language language) {
        var texts = Texts.of(language);

        assertThat(texts.keys())
                .allSatisfy(key -> assertThat(texts.get(key).toLowerCase(Locale.ROOT))
                        .doesNotContain("cut off", "was cut", "block", "throttl", "shut", "switched off", "deliberate")
                        .doesNotContain("government", "authorit", "intercept", "censor")
                        .doesNotContain("отключ", "заблок", "блокир", "замедл", "глуш", "власт", "перехват", "цензур")
                        .doesNotContain("бұғат", "баяулат", "билік", "үкімет", "цензура", "өшір"));
    }

    private static String places(String text) {
        return PLACE.matcher(text)
                .results()
                .map(found -> found.group())
                .sorted()
                .collect(Collectors.joining());
    }

    @Test
    void haveAWordForEveryKindStateAndCertainty() {
        var keys = Texts.of(Language.EN).keys();

        for (var kind : IncidentKind.values()) {
            assertThat(keys).contains("kind." + kind.word());
            if (Sight.meaning(kind).filter(Condition.DEGRADED::equals).isPresent()) {
                assertThat(keys).contains("state." + kind.word());
            }
        }
        for (var state : Incident.State.values()) {
            assertThat(keys).contains("state.incident." + state.word());
        }
        for (var certainty : Incident.Certainty.values()) {
            assertThat(keys).contains("sure." + certainty.word());
        }
        for (var condition : Condition.values()) {
            assertThat(keys).contains("condition." + condition.word(), "legend." + condition.word());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "kk-KZ,kk;q=0.9,ru;q=0.8 | KK",
                "ru | RU",
                "de, ru;q=0.5, en;q=0.7 | EN",
                "en;q=0, ru;q=0.1 | RU",
                "fr-FR | EN",
                "'' | EN",
                ";;;q=x,,,=*;q=9 | EN",
            })
    void areInTheLanguageThatABrowserWishes(String header, Language language) {
        assertThat(Language.accepted(header)).isEqualTo(language);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "EN | 2024-04-24T07:00:30Z | 12:00 | 24 April 2024 | UTC+5",
                "RU | 2021-04-24T07:00:30Z | 24 апреля 2021 г., 13:00 | 24 апреля 2021 г. | UTC+6",
                "KK | 2024-04-23T07:00:30Z | 23 сәуір, 12:00 | 2024 ж. 23 сәуір | UTC+5",
            })
    void tellTimesByTheClocksOfThatDay(Language language, Instant time, String clock, String date, String zone) {
        var now = Instant.parse("2024-04-24T10:00:00Z").toEpochMilli();
        var times = new LocalTimes(Texts.of(language), now);

        assertThat(times.clock(time.toEpochMilli())).isEqualTo(clock);
        assertThat(times.date(time.toEpochMilli())).isEqualTo(date);
        assertThat(times.zone(time.toEpochMilli())).isEqualTo(zone);
    }
}
