package kz.dabyl.alerts.incidents;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;

/** {@code JAZZER_FUZZ=1 mvn test -Dtest=ListPositionFuzzTest} explores; otherwise the saved inputs run. */
class ListPositionFuzzTest {

    @FuzzTest(maxDuration = "60s")
    void anyCursorIsAPositionOrIsRefused(byte[] bytes) {
        ListPosition.ofCursor(new String(bytes, UTF_8))
                .ifPresent(position ->
                        assertThat(ListPosition.ofCursor(position.cursor())).contains(position));
    }
}
