package kz.dabyl.alerts.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.time.ZoneOffset;
import kz.dabyl.model.InvalidInputException;

/** {@code JAZZER_FUZZ=1 mvn test -Dtest=ParametersFuzzTest} explores; otherwise the saved inputs run. */
class ParametersFuzzTest {

    @FuzzTest(maxDuration = "60s")
    void anyMonthHasABeginningAndAnEndOrIsRefused(byte[] bytes) {
        var text = new String(bytes, UTF_8);
        try {
            var month = OverviewRoutes.month(text);

            assertThat(month).hasToString(text);
            assertThat(month.plusMonths(1)
                            .atDay(1)
                            .atStartOfDay(ZoneOffset.UTC)
                            .toInstant()
                            .toEpochMilli())
                    .isPositive();
        } catch (InvalidInputException e) {
            assertThat(e.pointer()).isEqualTo("/month");
        }
    }

    @FuzzTest(maxDuration = "60s")
    void anyIdOfAnEventIsAPlaceInTheLogOrIsRefused(byte[] bytes) {
        var text = new String(bytes, UTF_8);

        StreamRoutes.place(text).ifPresent(place -> {
            assertThat(place).isGreaterThanOrEqualTo(-1);
            assertThat(StreamRoutes.place(Long.toString(place))).hasValue(place);
        });
    }
}
