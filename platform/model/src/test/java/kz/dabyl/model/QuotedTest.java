package kz.dabyl.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class QuotedTest {

    @Test
    void isAShortTextInQuotes() {
        assertThat(Quoted.of("жол")).isEqualTo("'жол'");
        assertThat(Quoted.of("x".repeat(40))).isEqualTo("'" + "x".repeat(40) + "'");
    }

    @Test
    void isTheBeginningOfALongOneAndSaysSo() {
        assertThat(Quoted.of("x".repeat(41))).isEqualTo("'" + "x".repeat(40) + "…'");
    }

    @Test
    void isWholeCharacters() {
        assertThat(Quoted.cut("x".repeat(39) + "😀")).isEqualTo("x".repeat(39) + "?…");
        assertThat(Quoted.cut("\ud83d")).isEqualTo("?");
    }
}
