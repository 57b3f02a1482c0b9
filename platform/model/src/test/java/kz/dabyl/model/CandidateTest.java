package kz.dabyl.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;

class CandidateTest {

    private static final Candidate CANDIDATE =
            new Candidate("id-1", Thresholds.DEFAULT, 1_619_236_800_000L, "operator", "слишком часто");

    @Test
    void readsWhatItWrote() {
        var read = Candidate.parse(CANDIDATE.text());

        assertThat(read).isEqualTo(CANDIDATE);
    }

    @Test
    void showsNeitherItsIdNorAVersion() {
        var shown = CANDIDATE.shown();

        assertThat(shown.has("id")).isFalse();
        assertThat(shown.path("thresholds").has("version")).isFalse();
        assertThat(shown.path("since").asText()).isEqualTo("2021-04-24T04:00:00.000Z");
    }

    @Test
    void refusesWhatIsNoCandidate() {
        assertThatExceptionOfType(InvalidInputException.class).isThrownBy(() -> Candidate.parse("{"));
        assertThatExceptionOfType(InvalidInputException.class).isThrownBy(() -> Candidate.parse("{\"thresholds\":{}}"));
    }
}
