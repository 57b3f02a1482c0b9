package kz.dabyl.lab.scene;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import kz.dabyl.lab.actor.Desk.Delivery;
import org.junit.jupiter.api.Test;

class VerdictTest {

    @Test
    void takesAnIncidentThatBelongsToNoSceneForAFault() throws Exception {
        var scene = outcome(3, Set.of("mine"), List.of("was never confirmed"));
        var deliveries = List.of(delivery("opened", "mine"), delivery("opened", "stray"), delivery("closed", "stray"));

        var verdict = Verdict.of(List.of(scene), deliveries, List.of("scene 3, when all was over: was left open"));

        assertThat(verdict.problems())
                .containsExactly(
                        "scene 3: was never confirmed",
                        "no scene: outage, open, suspected of Almaty",
                        "scene 3, when all was over: was left open");
    }

    @Test
    void takesASceneThatWasAskedForAndNotPlayedForAFault() {
        var verdict = Verdict.of(List.of(outcome(3, Set.of(), List.of())), List.of(), List.of());

        assertThat(verdict.ofAll(Set.of(3)).problems()).isEmpty();
        assertThat(verdict.ofAll(Set.of(3, 12, 7)).problems())
                .containsExactly("scene 7: was not played", "scene 12: was not played");
    }

    private static Outcome outcome(int number, Set<String> ids, List<String> problems) {
        return new Outcome(
                number,
                "throttling",
                "",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                0,
                ids,
                problems);
    }

    private static Delivery delivery(String word, String id) throws Exception {
        var incident = new ObjectMapper()
                .readTree("{\"id\":\"" + id + "\",\"kind\":\"outage\",\"state\":\"open\","
                        + "\"certainty\":\"suspected\",\"area\":\"Almaty\"}");
        return new Delivery(Instant.EPOCH, "incident." + word, incident);
    }
}
