package kz.dabyl.alerts.incidents;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kz.dabyl.alerts.fakes.SomeIncident;
import kz.dabyl.model.Incident;
import kz.dabyl.model.InvalidInputException;

/** {@code JAZZER_FUZZ=1 mvn test -Dtest=IncidentQueryFuzzTest} explores; otherwise the saved inputs run. */
class IncidentQueryFuzzTest {

    private static final Incident INCIDENT = SomeIncident.opening("i-1").incident();
    private static final AreaMatch AREAS = new AreaMatch(List.of("KZ"));

    @FuzzTest(maxDuration = "60s")
    void anyParametersAreAQuestionThatCanBeAnsweredOrAreRefused(byte[] bytes) {
        var given = parameters(new String(bytes, ISO_8859_1));

        try {
            var query = IncidentQuery.parse(
                    name -> Optional.ofNullable(given.get(name)).map(values -> values.get(0)));

            assertThat(query.limit()).isBetween(1, 1000);
            assertThat(query.takes(INCIDENT, AREAS)).isEqualTo(query.takes(INCIDENT, AREAS));
        } catch (InvalidInputException e) {
            assertThat(e.pointer()).matches("/(state|kind|area|from|until|limit|cursor)");
            assertThat(e.detail()).isNotBlank().hasSizeLessThan(500);
        }
    }

    private static Map<String, List<String>> parameters(String text) {
        try {
            return new QueryStringDecoder(text, false).parameters();
        } catch (IllegalArgumentException e) {
            // Vert.x answers 400 before it is ours.
            return Map.of();
        }
    }
}
