package kz.dabyl.collector.push;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.vertx.core.MultiMap;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import kz.dabyl.collector.Reports;
import kz.dabyl.collector.gateway.Origin;
import kz.dabyl.collector.gateway.Readings;
import kz.dabyl.collector.gateway.ReadingsRules;
import kz.dabyl.collector.gateway.Sightings;
import kz.dabyl.model.Access;
import kz.dabyl.model.InvalidInputException;
import kz.dabyl.model.Ping;

/** {@code JAZZER_FUZZ=1 mvn test -Dtest=PushResultFuzzTest} explores; otherwise the saved inputs run. */
class PushResultFuzzTest {

    private static final String TARGET = "domestic/egov.kz";
    private static final Origin ORIGIN = new Origin("p-1", Reports.PLACE, "401-01", Access.MOBILE, 30);

    @FuzzTest(maxDuration = "60s")
    void anyParametersAreAResultThatCanBeKeptOrAreRefused(byte[] bytes) {
        var query = query(new String(bytes, ISO_8859_1));

        for (var read : List.<BiFunction<String, MultiMap, Ping>>of(PushResult::ofKuma, PushResult::ofGatus)) {
            result(read, query).ifPresent(ping -> {
                var sightings = new Sightings();
                sightings.add(ORIGIN, Reports.NOON, ping);
                ReadingsRules.hold(new Readings(sightings.reports(), List.of(), 0), bytes.length + 1);
            });
        }
    }

    private static MultiMap query(String text) {
        var query = MultiMap.caseInsensitiveMultiMap();
        try {
            new QueryStringDecoder(text, false).parameters().forEach(query::add);
        } catch (IllegalArgumentException e) {
            // Vert.x answers 400 before it is ours.
        }
        return query;
    }

    private static Optional<Ping> result(BiFunction<String, MultiMap, Ping> read, MultiMap query) {
        try {
            return Optional.of(read.apply(TARGET, query));
        } catch (InvalidInputException e) {
            assertThat(e.pointer()).matches("/[a-z]+");
            assertThat(e.detail()).isNotBlank().hasSizeLessThan(500);
            return Optional.empty();
        }
    }
}
