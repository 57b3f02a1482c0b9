package kz.dabyl.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProblemTest {

    @Test
    void bearsTheMembersOfRfc9457() {
        var problem = Problem.of(415, "unsupported-media-type", "Not taken", "send JSON");

        assertThat(problem.json())
                .isEqualTo(new JsonObject()
                        .put("type", "/problems/unsupported-media-type")
                        .put("title", "Not taken")
                        .put("status", 415)
                        .put("detail", "send JSON"));
    }

    @Test
    void namesTheBadValueByLineAndPointer() {
        var problem = Problem.invalid("/max_probes", "expected a number");

        assertThat(problem.json().getJsonArray("errors"))
                .isEqualTo(new JsonArray()
                        .add(new JsonObject()
                                .put("line", 1)
                                .put("pointer", "/max_probes")
                                .put("detail", "expected a number")));
    }

    @Test
    void keepsItsFaultsWhenTheGivenListChanges() {
        var faults = new ArrayList<>(List.of(new Problem.Fault(1, "/seq", "is required")));
        var problem = new Problem(400, "x", "x", "x", faults);

        faults.clear();

        assertThat(problem.errors()).hasSize(1);
    }
}
