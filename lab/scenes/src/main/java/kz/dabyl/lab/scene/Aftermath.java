package kz.dabyl.lab.scene;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What stands of each incident when all scenes are over: what came late, or another scene, may have made something else of
 * what was right at its own scene's end. Not thread-safe.
 */
final class Aftermath {

    private final Map<String, Scene> owners = new LinkedHashMap<>();

    /** A scene told of these. */
    void add(Scene scene, Outcome outcome) {
        outcome.ids().forEach(id -> owners.put(id, scene));
    }

    /** Ids of all incidents that any scene told of. */
    List<String> ids() {
        return List.copyOf(owners.keySet());
    }

    /** @param incidents as they stand now, by id */
    List<String> problems(Map<String, JsonNode> incidents) {
        var problems = new ArrayList<String>();
        owners.forEach((id, scene) -> {
            var incident = incidents.get(id);
            if (incident == null) {
                problems.add("scene " + scene.number() + ", when all was over: nothing is known of its incident");
                return;
            }
            scene.afterwards(incident)
                    .forEach(what -> problems.add("scene " + scene.number() + ", when all was over: " + what));
        });
        return problems;
    }
}
