package kz.dabyl.alerts.channels;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import kz.dabyl.alerts.words.Notice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LetterTest {

    @Test
    void doesNotRepeatTheTitleThatTheTextBeginsWith() {
        var letter = Letter.of(new Notice("Cut in Almaty", "Cut in Almaty\nsince noon", ""));

        assertThat(letter).isEqualTo(new Letter("Cut in Almaty", "since noon"));
        assertThat(letter.plain()).isEqualTo("Cut in Almaty\nsince noon");
    }

    @Test
    void keepsATextOfItsOwnWhole() {
        assertThat(Letter.of(new Notice("Cut", "Since noon\nnothing is heard", "")))
                .isEqualTo(new Letter("Cut", "Since noon\nnothing is heard"));
    }

    @Test
    void takesControlsAndTurnsOfDirectionAway() {
        assertThat(Letter.clean("a\u0007b\rc\u202Ed\u2066e\u001Bf\nАлматы\uD83D\uDE00\uD800"))
                .isEqualTo("abcdef\nАлматы\uD83D\uDE00");
    }

    @Test
    void cutsAtTheEndOfALine() {
        var letter = new Letter("title", "first line\nsecond line\nthird").within(31);

        assertThat(letter.rest()).isEqualTo("first line\nsecond line\n…");
    }

    @Test
    void cutsALongLineInItsMiddle() {
        assertThat(new Letter("t", "x".repeat(100)).within(22).rest()).isEqualTo("x".repeat(18) + "…");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ә", "\uD83D\uDE00", "a", "a\n", "ә\n\uD83D\uDE00"})
    void neverCutsWithinACharacterAndNeverPassesTheLimit(String pattern) {
        for (var most = 8; most < 64; most++) {
            var bytes = Letter.bytes(pattern.repeat(100), most);
            var units = new Letter("h", pattern.repeat(100)).within(most);

            assertThat(bytes.getBytes(UTF_8)).hasSizeLessThanOrEqualTo(most);
            assertThat(units.plain()).hasSizeLessThanOrEqualTo(most);
            assertThat(UTF_8.newEncoder().canEncode(bytes) && UTF_8.newEncoder().canEncode(units.rest()))
                    .isTrue();
            assertThat(bytes).endsWith("…");
        }
    }
}
