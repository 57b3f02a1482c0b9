package kz.dabyl.alerts.words;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainTextTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\nb",
                "a\r\nb",
                "a\u2028b",
                "a\u2029b",
                "a\u0085b",
                "a\u000bb",
                "a\tb",
                "a\u0000b",
                "a\u00a0b",
                "\u001b a \u3000 b\u2003"
            })
    void endsNoLine(String name) {
        assertThat(PlainText.of(name, 40)).isEqualTo("a b");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\u202eb", "a\u2066b\u2069", "a\u200fb", "a\u061cb", "a\u200bb", "a\u200db", "\ufeffab", "a\u00adb",
                "a\u2060b", "a\u3164b", "a\u115fb", "a\ufe0fb", "a\udb40\udc41b", "a\ud800b", "a\ue000b", "a\u180eb"
            })
    void hidesNothingAndTurnsNothingAround(String name) {
        assertThat(PlainText.of(name, 40)).isEqualTo("ab");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<b>x</b>",
                "*x*",
                "_x_",
                "[x](https://x.example)",
                "{x}",
                "'x'",
                "#x",
                "&amp;",
                "`x`",
                "Өскемен, Қарағанды",
                "Côte d’Ivoire",
                "a\u0301"
            })
    void leavesMarkupAndLettersAsTheyAre(String name) {
        assertThat(PlainText.of(name, 40)).isEqualTo(name);
    }

    @Test
    void pilesNoMarksOnALetter() {
        assertThat(PlainText.of("a" + "\u0301".repeat(50) + "b", 40)).isEqualTo("a" + "\u0301".repeat(3) + "b");
    }

    @Test
    void cutsWhatIsLongAndNoCharacterInTwo() {
        assertThat(PlainText.of("a".repeat(1_000_000), 10)).isEqualTo("aaaaaaaaa…");
        assertThat(PlainText.of("😀".repeat(10), 10)).isEqualTo("😀😀😀😀…");
    }

    @Property(tries = 2_000)
    void isOneVisibleLineOfAnyText(@ForAll String text, @ForAll @IntRange(min = 2, max = 100) int most) {
        var line = PlainText.of(text, most);

        assertThat(line).hasSizeLessThanOrEqualTo(most).isEqualTo(line.strip());
        assertThat(line.codePoints())
                .noneMatch(Character::isISOControl)
                .noneMatch(c -> Character.getType(c) == Character.FORMAT)
                .noneMatch(c -> Character.getType(c) == Character.SURROGATE)
                .noneMatch(c -> c == 0x2028 || c == 0x2029);
    }
}
