package kz.dabyl.collector.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.MultiMap;
import kz.dabyl.model.InvalidInputException;
import kz.dabyl.model.Ping;
import kz.dabyl.model.PingError;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PushResultTest {

    private static final String TARGET = "domestic/egov.kz";

    @ParameterizedTest
    @CsvSource({
        "250ms,250",
        "1.5s,1500",
        ".5s,500",
        "1.s,1000",
        "1m2.5s,62500",
        "1h,3600000",
        "500us,0.5",
        "500µs,0.5",
        "500μs,0.5",
        "0s,0",
        "0,0"
    })
    void readsDurationsAsGoWritesThem(String duration, double millis) {
        var ping = PushResult.ofGatus(TARGET, query("success", "true", "duration", duration));

        assertThat(ping).isEqualTo(Ping.answered(TARGET, millis));
    }

    @ParameterizedTest
    @ValueSource(strings = {"10", "s", ".s", "1,5s", "-1s", "1s 2s", "2h", "1s1"})
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

    @ParameterizedTest
    @CsvSource({"fail,20,", "0,,", "Down,x,timeout", "down,,connect ECONNREFUSED"})
    void takesAStatusThatIsNotUpForDownAsUptimeKumaDoes(
            String status, @Nullable String ping, @Nullable String message) {
        var query = query("status", status, "ping", ping == null ? "" : ping, "msg", message == null ? "" : message);

        assertThat(PushResult.ofKuma(TARGET, query)).isEqualTo(Ping.failed(TARGET, PingError.TIMEOUT));
    }

    @ParameterizedTest
    @ValueSource(strings = {"fast", "-1", "NaN", "3600001"})
    void losesNoSignOfLifeToAPingThatSaysNothing(String ping) {
        assertThat(PushResult.ofKuma(TARGET, query("status", "UP", "ping", ping)))
                .isEqualTo(Ping.answered(TARGET, Double.NaN));
    }

    @Property(tries = 1000)
    void makesAResultOfGarbageToo(@ForAll String first, @ForAll String second) {
        assertThat(PushResult.ofKuma(TARGET, query("status", first, "msg", second, "ping", second))
                        .target())
                .isEqualTo(TARGET);
    }

    private static MultiMap query(String... parameters) {
        var query = MultiMap.caseInsensitiveMultiMap();
        for (var i = 0; i < parameters.length; i += 2) {
            query.add(parameters[i], parameters[i + 1]);
        }
        return query;
    }
}
