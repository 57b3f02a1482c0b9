package kz.dabyl.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;

/** {@code JAZZER_FUZZ=1 mvn test -Dtest=RecordingScanFuzzTest} explores; otherwise the saved inputs run. */
class RecordingScanFuzzTest {

    @FuzzTest(maxDuration = "60s")
    void scanningTakesWhatParsingTakes(byte[] bytes) throws IOException {
        if (bytes.length >= 2 && bytes[0] == 0x1F && bytes[1] == (byte) 0x8B) {
            return;
        }

        assertThat(Reading.scanned(bytes, Math.max(1, bytes.length / 3))).isEqualTo(Reading.parsed(bytes));
    }
}
