package kz.dabyl.words;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Locale;

/** {@code JAZZER_FUZZ=1 mvn test -Dtest=LanguageFuzzTest} explores; otherwise the saved inputs run. */
class LanguageFuzzTest {

    @FuzzTest(maxDuration = "60s")
    void anyWishIsALanguageThatItNamesOrEnglish(byte[] bytes) {
        var header = new String(bytes, ISO_8859_1);

        var language = Language.accepted(header);

        if (language != Language.EN) {
            assertThat(header.toLowerCase(Locale.ROOT)).contains(language.code());
        }
        assertThat(Language.accepted(language.code() + ";q=1")).isEqualTo(language);
    }
}
