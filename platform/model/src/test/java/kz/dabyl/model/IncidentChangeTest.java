package kz.dabyl.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IncidentChangeTest {

    @ParameterizedTest
    @CsvSource({
        "open, suspected, OPENED",
        "open, confirmed, OPENED",
        "closed, suspected, CLOSED",
        "retracted, suspected, RETRACTED"
    })
    void ofAFirstRevisionIsItsState(String state, String certainty, IncidentChange expected) {
        var revision = incident(state, certainty);

        assertThat(IncidentChange.between(Optional.empty(), revision)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "open, suspected, open, suspected, UPDATED",
        "open, suspected, open, confirmed, CONFIRMED",
        "open, confirmed, open, suspected, UPDATED",
        "open, suspected, closed, confirmed, CLOSED",
        "closed, suspected, closed, confirmed, CONFIRMED",
        "closed, confirmed, closed, confirmed, UPDATED",
        "closed, confirmed, open, confirmed, OPENED",
        "closed, confirmed, retracted, confirmed, RETRACTED"
    })
    void ofALaterRevisionIsWhatIsNew(
            String state, String certainty, String nextState, String nextCertainty, IncidentChange expected) {
        var before = incident(state, certainty);

        var change = IncidentChange.between(Optional.of(before), incident(nextState, nextCertainty));

        assertThat(change).isEqualTo(expected);
    }

    private static Incident incident(String state, String certainty) {
        return IncidentJson.parse("""
                {"id":"a","revision":1,"kind":"shutdown","state":"%s","certainty":"%s",
                 "started":"2021-04-24T07:00:12Z","detected":"2021-04-24T07:00:41Z","updated":"2021-04-24T07:00:41Z"}
                """.formatted(state, certainty));
    }
}
