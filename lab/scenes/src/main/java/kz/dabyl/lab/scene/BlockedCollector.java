package kz.dabyl.lab.scene;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/**
 * What probes that know a second address of the collector have to tell by way of it: that the first one does not answer.
 *
 * @param target the address, as reports call it
 * @param from when it was blocked
 * @param until when the last word on that was said
 * @param probes how many know another
 */
record BlockedCollector(String target, Instant from, Instant until, int probes) {

    /** @param lines of a recording */
    List<String> problems(Collection<JsonNode> lines) {
        var told = new TreeSet<String>();
        for (var line : lines) {
            var received = Instant.parse(line.path("received").asText());
            if (received.isAfter(from) && received.isBefore(until) && fails(line.path("report"))) {
                told.add(line.path("report").path("probe").asText());
            }
        }
        return told.size() == probes
                ? List.of()
                : List.of(told.size() + " probes told that " + target + " does not answer, not " + probes);
    }

    private boolean fails(JsonNode report) {
        for (var ping : report.path("pings")) {
            if (ping.path("target").asText().equals(target) && !ping.path("ok").asBoolean()) {
                return true;
            }
        }
        return false;
    }
}
