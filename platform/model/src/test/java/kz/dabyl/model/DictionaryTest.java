package kz.dabyl.model;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DictionaryTest {

    private static final int SAME_HASH = 5;

    private final Dictionary<String> dictionary =
            new Dictionary<>(4, 20, text -> text.isBlank() ? Optional.empty() : Optional.of(text));

    @Test
    void givesTheSameInstanceForTextsThatComeInTurns() {
        var first = find("probe-a");
        var second = find("probe-b");
        var third = find("probe-c");
        var fourth = find("probe-d");

        assertThat(find("probe-a")).isEqualTo("probe-a").isSameAs(first);
        assertThat(find("probe-b")).isSameAs(second);
        assertThat(find("probe-c")).isSameAs(third);
        assertThat(find("probe-d")).isEqualTo("probe-d").isSameAs(fourth);
    }

    @Test
    void givesUpWhatCameFirstWhereMoreHaveTheSameSlots() {
        var first = find("probe-a");
        var second = find("probe-b");
        for (var more : new String[] {"probe-c", "probe-d", "probe-e"}) {
            find(more);
        }

        assertThat(find("probe-b")).isSameAs(second);
        assertThat(find("probe-a")).isEqualTo("probe-a").isNotSameAs(first);
    }

    @Test
    void keepsNothingThatMeansNothing() {
        var first = find("probe-a");
        for (var i = 0; i < 10; i++) {
            assertThat(find(" ".repeat(i))).isNull();
        }

        assertThat(find("probe-a")).isSameAs(first);
    }

    @Test
    void refusesToHaveFewerSlotsThanATextMayTake() {
        assertThatThrownBy(() -> new Dictionary<>(1, 20, Optional::of))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("4 slots");
    }

    private @Nullable String find(String text) {
        var bytes = (text + "\",       ").getBytes(ISO_8859_1);
        return dictionary.find(bytes, 0, text.length(), SAME_HASH);
    }
}
