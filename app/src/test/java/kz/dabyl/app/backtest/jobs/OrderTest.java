package kz.dabyl.app.backtest.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Optional;
import java.util.OptionalLong;
import kz.dabyl.detector.tuning.history.Span;
import kz.dabyl.model.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrderTest {

    private static final long DAY = 86_400_000L;

    @Test
    void takesTheDefaultForWhatIsAbsent() {
        var wish = Order.read("{\"thresholds\":{\"min_probes\":5,\"version\":7}}");

        assertThat(wish.thresholds().minProbes()).isEqualTo(5);
        assertThat(wish.thresholds().closeAfterSeconds()).isEqualTo(120);
        assertThat(wish.from()).isEmpty();
        assertThat(wish.curve()).extracting(Object::toString).containsExactly("0.1", "0.3", "1", "3", "10");
    }

    @Test
    void triesTheLastDayOfTheLogUnlessAskedForAnother() {
        var wish = Order.read("{\"thresholds\":{}}");

        var order = wish.within(new Span(0, 10 * DAY), DAY);

        assertThat(order.span()).contains(new Span(9 * DAY, 10 * DAY));
    }

    @Test
    void triesTheTimeThatIsAskedFor() {
        var wish =
                Order.read("{\"thresholds\":{},\"from\":\"1970-01-02T00:00:00Z\",\"until\":\"1970-01-03T00:00:00Z\"}");

        assertThat(wish.from()).isEqualTo(OptionalLong.of(DAY));
        assertThat(wish.within(new Span(0, 10 * DAY), DAY).span()).contains(new Span(DAY, 2 * DAY));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            []                                                                                  | ''
            {}                                                                                  | /thresholds
            {"thresholds":{"min_probe":5}}                                                      | /thresholds/min_probe
            {"thresholds":{"min_probes":0}}                                                     | /thresholds/min_probes
            {"thresholds":{},"from":"yesterday"}                                                | /from
            {"thresholds":{},"from":"2021-04-25T00:00:00Z","until":"2021-04-25T00:00:00Z"}      | /until
            {"thresholds":{},"curve":[1,"x"]}                                                   | /curve/1
            {"thresholds":{},"curve":[0]}                                                       | /curve
            """)
    void namesWhatIsWrong(String body, String pointer) {
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> Order.read(body))
                .satisfies(e -> assertThat(e.pointer()).isEqualTo(pointer));
    }

    @Test
    void readsWhatIsToBeTriedOnARecordingFromItsQuery() {
        var order = Order.forRecording(Optional.of("{\"min_probes\":4}"), Optional.of("0.5, 2"));

        assertThat(order.thresholds().minProbes()).isEqualTo(4);
        assertThat(order.curve()).extracting(Object::toString).containsExactly("0.5", "2");
        assertThat(order.span()).isEmpty();
    }
}
