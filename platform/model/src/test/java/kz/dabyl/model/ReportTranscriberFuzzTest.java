package kz.dabyl.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Optional;

/** {@code JAZZER_FUZZ=1 mvn test -Dtest=ReportTranscriberFuzzTest} explores; otherwise the saved inputs run. */
class ReportTranscriberFuzzTest {

    @FuzzTest(maxDuration = "60s")
    void whatIsTakenIsWhatParsingGives(byte[] bytes) {
        var taken = Transcribing.transcribed(bytes);

        assertThat(taken.isEmpty() ? Optional.empty() : Transcribing.parsed(bytes))
                .isEqualTo(taken);
    }
}
