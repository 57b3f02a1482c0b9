package kz.dabyl.app.backtest.jobs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Optional;
import kz.dabyl.app.backtest.Curve;
import kz.dabyl.detector.tuning.history.Span;
import kz.dabyl.model.InvalidInputException;

/** {@code JAZZER_FUZZ=1 mvn test -Dtest=OrderFuzzTest} explores; otherwise the saved inputs run. */
class OrderFuzzTest {

    private static final long DAY = 86_400_000;

    @FuzzTest(maxDuration = "60s")
    void anyBodyIsAnOrderThatCanBeTriedOrIsRefused(byte[] bytes) {
        try {
            var wish = Order.read(new String(bytes, UTF_8));

            assertThat(wish.within(new Span(0, 10 * DAY), DAY).span()).isPresent();
            assertThat(Curve.of(wish.thresholds(), Curve.USUAL_FIELD, wish.curve()))
                    .hasSizeLessThanOrEqualTo(20);
        } catch (InvalidInputException e) {
            assertThat(e.detail()).isNotBlank().hasSizeLessThan(1_000);
        }
    }

    @FuzzTest(maxDuration = "60s")
    void anyListOfValuesIsACurveThatCanBeTriedOrIsRefused(byte[] bytes) {
        try {
            var order = Order.forRecording(Optional.empty(), Optional.of(new String(bytes, UTF_8)));

            assertThat(order.sheet(Optional.empty())).isNotNull();
        } catch (InvalidInputException e) {
            assertThat(e.detail()).isNotBlank().hasSizeLessThan(1_000);
        }
    }
}
