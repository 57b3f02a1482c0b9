package kz.dabyl.collector.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.MultiMap;
import kz.dabyl.model.InvalidInputException;
import kz.dabyl.model.Ping;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PushResultTest {

    private static final String TARGET = "domestic/egov.kz";

    @ParameterizedTest
    @CsvSource({"250ms,250", "1.5s,1500", "1m2.5s,62500", "1h,3600000", "500us,0.5", "500µs,0.5", "0s,0"})
    void readsDurationsAsGoWritesThem(String duration, double millis) {
        var ping = PushResult.ofGatus(TARGET, query("success", "true", "duration", duration));

        assertThat(ping).isEqualTo(Ping.answered(TARGET, millis));
    }

    @ParameterizedTest
    @ValueSource(strings = {"10", "s", "1,5s", "-1s", "1s 2s", "2h", "1s1"})
    void refusesWhatIsNoDuration(String duration) {
        assertThatThrownBy(() -> PushResult.ofGatus(TARGET, query("success", "true", "duration", duration)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("duration");
    }

    @Test
    void takesEmptyParametersAsAbsent() {
        assertThat(PushResult.ofKuma(TARGET, query("status", "", "msg", "", "ping", "")))
                .isEqualTo(Ping.answered(TARGET, Double.NaN));
    }

    @Property(tries = 1000)
    void saysOfGarbageThatItIsOne(@ForAll String first, @ForAll String second) {
        try {
            assertThat(PushResult.ofKuma(TARGET, query("status", first, "msg", second, "ping", second))
                            .target())
                    .isEqualTo(TARGET);
        } catch (InvalidInputException e) {
            assertThat(e.pointer()).isIn("/status", "/ping");
        }
    }

    private static MultiMap query(String... parameters) {
        var query = MultiMap.caseInsensitiveMultiMap();
        for (var i = 0; i < parameters.length; i += 2) {
            query.add(parameters[i], parameters[i + 1]);
        }
        return query;
    }
}
