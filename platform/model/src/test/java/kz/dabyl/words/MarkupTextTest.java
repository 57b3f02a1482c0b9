package kz.dabyl.words;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MarkupTextTest {

    @Test
    void isReadAsTextWhereverItStands() {
        assertThat(MarkupText.of("<a href=\"x\" title='y'>Алматы & Астана</a>"))
                .isEqualTo("&lt;a href=&quot;x&quot; title=&#39;y&#39;&gt;Алматы &amp; Астана&lt;/a&gt;");
    }

    @Test
    void keepsLines() {
        assertThat(MarkupText.of("a\r\n\tb")).isEqualTo("a\r\n\tb");
    }

    @ParameterizedTest
    @ValueSource(chars = {'\u0000', '\u0007', '\u007F', '\u202E', '\u2066'})
    void showsThatALetterWasThereWhichCouldMakeItReadAsAnother(char letter) {
        assertThat(MarkupText.of("a" + letter + "b")).isEqualTo("a\uFFFDb");
    }
}
