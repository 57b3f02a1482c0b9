package kz.dabyl.alerts.words;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SmsTest {

    @Test
    void saysAsMuchAsFits() {
        var candidates = List.of("a".repeat(161), "a".repeat(160), "a");

        assertThat(Sms.fit("en", candidates)).hasSize(160);
        assertThat(Sms.fit("kk", candidates)).isEqualTo("a");
    }

    @Test
    void cutsWhereNothingFits() {
        assertThat(Sms.fit("en", List.of("a".repeat(500)))).hasSize(160);
        assertThat(Sms.fit("ru", List.of("ж".repeat(133) + "😀"))).isEqualTo("ж".repeat(133));
    }

    @Test
    void countsTwoPlacesForWhatTakesTwo() {
        assertThat(Sms.fit("en", List.of("[".repeat(81), "short"))).isEqualTo("short");
        assertThat(Sms.places("en", "a€b")).isEqualTo(4);
    }

    @ParameterizedTest
    @CsvSource({"Curaçao, Curacao", "Алматы, Almaty", "Zürich, Zürich", "x😀y, x?y", "“x”, \"x\"", "a…, a..."})
    void writesInTheAlphabetOfShortMessages(String text, String written) {
        assertThat(Sms.gsm(text)).isEqualTo(written);
    }
}
