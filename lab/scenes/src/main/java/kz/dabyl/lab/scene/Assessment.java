package kz.dabyl.lab.scene;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import kz.dabyl.lab.actor.Cast;
import kz.dabyl.lab.actor.Desk.Delivery;
import kz.dabyl.lab.scene.Scene.Course;
import kz.dabyl.model.HopSummary;

/**
 * How what was told of a scene compares with what was done. Immutable.
 *
 * @param told the webhooks about the scene, in the order in which they arrived; at least one
 * @param latest its incident as it stands when all is told
 */
record Assessment(Scene scene, Times times, List<Delivery> told, JsonNode latest) {

    /** A start is told in steps of a hop, and a cut comes at any moment between two reports. */
    private static final Duration EXACT =
            Duration.ofSeconds(Cast.INTERVAL_SECONDS).plusMillis(HopSummary.HOP_MILLIS);

    /**
     * What was done when.
     *
     * @param cut when the deed began
     * @param done when it was done
     * @param healed when it began to be undone
     */
    record Times(Instant cut, Instant done, Instant healed) {}

    Assessment {
        told = List.copyOf(told);
    }

    /** What was not as expected. */
    List<String> problems() {
        var problems = new ArrayList<String>();
        if (scene.course() != Course.NOTHING) {
            certainty().ifPresent(problems::add);
            if (ids() != 1) {
                problems.add(ids() + " incidents were told of it");
            }
            var first = told.get(0).type();
            if (!first.equals("incident.opened")) {
                problems.add("the first webhook was " + first);
            }
            problems.addAll(timing());
        }
        problems.addAll(late());
        return problems;
    }

    private long ids() {
        return told.stream()
                .map(delivery -> delivery.incident().path("id").asText())
                .distinct()
                .count();
    }

    /** It must have become sure, but for what a restart looks like. */
    private Optional<String> certainty() {
        var sure = latest.path("certainty").asText().equals("confirmed");
        return sure || scene.restarts() ? Optional.empty() : Optional.of("was never confirmed");
    }

    private List<String> timing() {
        // What was done one after the other began with the first of it, or with the last.
        var start = time("started", startedOff(), Duration.between(times.cut(), times.done()));
        var end = scene.restarts() ? Optional.<String>empty() : time("ended", endedOff(), Duration.ZERO);
        return Stream.of(start, end).flatMap(Optional::stream).toList();
    }

    private static Optional<String> time(String field, Optional<Duration> off, Duration lasting) {
        if (off.isEmpty()) {
            return Optional.of("nothing was told of when it " + field);
        }
        var by = off.get();
        var exact = by.compareTo(EXACT.negated()) >= 0 && by.compareTo(EXACT.plus(lasting)) <= 0;
        return exact ? Optional.empty() : Optional.of(field + " is off by " + by.toMillis() / 1000.0 + " s");
    }

    /** Where probes could report all the time nothing can come late; of one that is killed, what it had just measured. */
    private List<String> late() {
        var late = Performance.late(latest);
        if (scene.lateNames()) {
            var early = told.stream()
                    .anyMatch(delivery -> delivery.arrived().isBefore(times.healed())
                            && delivery.incident()
                                    .path("kind")
                                    .asText()
                                    .equals(scene.expected().kind()));
            return Stream.of(
                            Optional.of("was named before anything could come late")
                                    .filter(problem -> early),
                            Optional.of("no late report bore it out").filter(problem -> late == 0))
                    .flatMap(Optional::stream)
                    .toList();
        }
        return scene.expected().targets().isEmpty() || late == 0
                ? List.of()
                : List.of(late + " late reports were taken for its own, though none was kept");
    }

    /** By how much the start that was told differs from the true one. */
    Optional<Duration> startedOff() {
        return off("started", times.cut());
    }

    /** The same of the end. */
    Optional<Duration> endedOff() {
        return off("ended", times.healed());
    }

    private Optional<Duration> off(String field, Instant truth) {
        var word = latest.path(field).asText("");
        return word.isEmpty() || word.equals("null")
                ? Optional.empty()
                : Optional.of(Duration.between(truth, Instant.parse(word)));
    }
}
