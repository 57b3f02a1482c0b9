package kz.dabyl.collector.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.handler.codec.http.QueryStringDecoder;
import io.vertx.core.MultiMap;
import kz.dabyl.model.InvalidInputException;
import kz.dabyl.model.Ping;
import kz.dabyl.model.PingError;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PushResultTest {

    private static final String TARGET = "domestic/egov.kz";

    @ParameterizedTest
    @ValueSource(strings = {"status=fail&ping=20", "status=0", "status=Down", "status=down&msg=connect+ECONNREFUSED"})
    void isAFailureWhereTheStatusIsNotUpAsInUptimeKuma(String query) {
        assertThat(PushResult.ofKuma(TARGET, parameters(query))).isEqualTo(Ping.failed(TARGET, PingError.TIMEOUT));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ping=fast", "ping=-1", "ping=NaN", "ping=3600001", "status=UP&ping="})
    void isASignOfLifeAlsoWhereThePingSaysNothing(String query) {
        assertThat(PushResult.ofKuma(TARGET, parameters(query))).isEqualTo(Ping.answered(TARGET, Double.NaN));
    }

    @ParameterizedTest
    @CsvSource({"0,0", "0s,0", ".5s,500", "1.s,1000", "1m2.5s,62500", "1.5µs,0.0015", "1.5μs,0.0015", "1h,3600000"})
    void takesDurationsAsGoWritesThem(String duration, double millis) {
        assertThat(PushResult.ofGatus(TARGET, parameters("success=true&duration=" + duration)))
                .isEqualTo(Ping.answered(TARGET, millis));
    }

    @ParameterizedTest
    @ValueSource(strings = {"10", ".s", "s", "61m", "-1s", "1.2.3s", "1sx"})
    void takesNothingElseForADuration(String duration) {
        assertThatThrownBy(() -> PushResult.ofGatus(TARGET, parameters("success=true&duration=" + duration)))
                .isInstanceOf(InvalidInputException.class);
    }

    private static MultiMap parameters(String query) {
        var parameters = MultiMap.caseInsensitiveMultiMap();
        new QueryStringDecoder(query, false).parameters().forEach(parameters::add);
        return parameters;
    }
}
