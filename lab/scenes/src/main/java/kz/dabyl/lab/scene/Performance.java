package kz.dabyl.lab.scene;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import kz.dabyl.lab.actor.Desk;
import kz.dabyl.lab.actor.Desk.Delivery;
import org.awaitility.core.ConditionTimeoutException;

/**
 * One scene from the cut to the last word on it: does the deed, waits for what has to be said, heals, waits again, and
 * looks at what the webhooks told. Used by one thread until it is healed, and by one from then on.
 */
final class Performance {

    private static final Duration SHORTEST_SILENCE = Duration.ofSeconds(40);
    private static final Duration CLOSING = Duration.ofMinutes(2);
    private static final Duration LATE = Duration.ofMinutes(1);

    private final Scene scene;
    private final Desk desk;
    private final Story story;
    private final List<String> problems = new ArrayList<>();
    private Instant cut = Instant.EPOCH;
    private Instant done = Instant.EPOCH;
    private Instant healed = Instant.EPOCH;
    private boolean patient;

    Performance(Scene scene, Desk desk, Story story) {
        this.scene = scene;
        this.desk = desk;
        this.story = story;
    }

    /** From the cut until all is as it was before. */
    void untilHealed() throws IOException, InterruptedException {
        cut = Instant.now();
        story.tell(scene, "CUT: " + scene.deed());
        scene.fault().cut();
        done = Instant.now();
        patient = switch (scene.course()) {
            case FOUND -> awaits("told and confirmed", scene.limit(), this::wholly);
            case TAKEN_BACK -> awaits("told", scene.limit(), this::fits);
            case NAMED_LATE -> awaits("found at all", scene.limit(), delivery -> true);
            case NOTHING -> {
                Faults.pause(scene.limit());
                yield true;
            }
        };
        if (scene.expected().targets().isEmpty() && scene.course() != Scene.Course.TAKEN_BACK) {
            lastLongEnough();
        }
        healed = Instant.now();
        heal();
        story.tell(scene, "HEALED");
    }

    /** What came of it, once the last word on it is said. */
    Outcome untilOver() throws IOException, InterruptedException {
        if (patient) {
            afterwards();
        }
        return outcome();
    }

    private void heal() throws IOException, InterruptedException {
        try {
            scene.fault().heal();
        } catch (ConditionTimeoutException e) {
            problems.add("was not undone: " + e.getMessage());
        }
    }

    /** What is not half a minute old when it arrives is not late. */
    private void lastLongEnough() {
        var left = Duration.between(Instant.now(), cut.plus(SHORTEST_SILENCE));
        if (!left.isNegative()) {
            Faults.pause(left);
        }
    }

    /** Whether a webhook says all that is expected, and is sure of it. */
    private boolean wholly(Delivery delivery) {
        return fits(delivery) && delivery.incident().path("certainty").asText().equals("confirmed");
    }

    private boolean fits(Delivery delivery) {
        return scene.expected().differences(delivery.incident()).isEmpty();
    }

    private void afterwards() {
        switch (scene.course()) {
            case FOUND -> awaits("closed", CLOSING, this::closed);
            case NAMED_LATE -> {
                awaits("named from what came late", CLOSING, this::wholly);
                awaits("closed", CLOSING, this::closed);
            }
            case TAKEN_BACK -> awaits("taken back", CLOSING, this::retracted);
            case NOTHING -> {
                if (!mine().isEmpty()) {
                    awaits("taken back", CLOSING, this::retracted);
                }
            }
        }
        if (scene.lateConfirms()) {
            awaits("borne out by late reports", LATE, this::borneOut);
        }
    }

    private boolean retracted(Delivery delivery) {
        return delivery.type().equals("incident.retracted");
    }

    private boolean closed(Delivery delivery) {
        return delivery.type().equals("incident.closed");
    }

    /** Whether such a webhook came in time; it is a problem if not. */
    private boolean awaits(String what, Duration limit, Predicate<Delivery> wanted) {
        try {
            await().atMost(limit).until(() -> first(wanted).isPresent());
            return true;
        } catch (ConditionTimeoutException e) {
            var last = mine().stream().reduce((one, next) -> next);
            problems.add("was not " + what + " within " + limit.toSeconds() + " s"
                    + last.map(l -> ": " + String.join("; ", scene.expected().differences(l.incident())))
                            .orElse(": nothing was told"));
            return false;
        }
    }

    private Optional<Delivery> first(Predicate<Delivery> wanted) {
        return mine().stream().filter(wanted).findFirst();
    }

    /** The webhooks about this scene, in the order in which they arrived. */
    private List<Delivery> mine() {
        return desk.deliveries().stream()
                .filter(delivery ->
                        begunBy(delivery.incident()) && scene.expected().concerns(delivery.incident()))
                .toList();
    }

    private boolean begunBy(JsonNode incident) {
        return Instant.parse(incident.path("detected").asText()).isAfter(cut);
    }

    private boolean borneOut(Delivery delivery) {
        return late(delivery.incident()) > 0;
    }

    static int late(JsonNode incident) {
        return incident.path("evidence").path("late_confirmations").asInt();
    }

    private Outcome outcome() throws IOException, InterruptedException {
        var mine = mine();
        var latest = mine.isEmpty()
                ? Optional.<JsonNode>empty()
                : Optional.of(desk.get("/v1/incidents/"
                        + mine.get(mine.size() - 1).incident().path("id").asText()));
        var times = new Assessment.Times(cut, done, healed);
        var assessment = latest.map(incident -> new Assessment(scene, times, mine, incident));
        assessment.ifPresent(found -> problems.addAll(found.problems()));
        for (var id : ids()) {
            problems.addAll(scene.afterwards(desk.get("/v1/incidents/" + id)));
        }
        var real = assessment.filter(found -> scene.course() != Scene.Course.NOTHING);
        return new Outcome(
                scene.number(),
                scene.title(),
                latest.map(Performance::words).orElse("nothing"),
                since(cut, first(delivery -> true)),
                since(cut, first(this::fits)),
                since(
                        cut,
                        first(delivery ->
                                delivery.incident().path("certainty").asText().equals("confirmed"))),
                real.flatMap(Assessment::startedOff),
                real.filter(found -> !scene.restarts()).flatMap(Assessment::endedOff),
                since(healed, first(scene.restarts() ? this::retracted : this::closed)),
                latest.map(Performance::late).orElse(0),
                ids(),
                problems);
    }

    private Set<String> ids() {
        return mine().stream()
                .map(delivery -> delivery.incident().path("id").asText())
                .collect(Collectors.toSet());
    }

    private static Optional<Duration> since(Instant begin, Optional<Delivery> delivery) {
        return delivery.map(d -> Duration.between(begin, d.arrived()));
    }

    static String words(JsonNode incident) {
        var reason = incident.path("reason").asText("");
        return incident.path("kind").asText() + ", " + incident.path("state").asText() + ", "
                + incident.path("certainty").asText()
                + (reason.isEmpty() || reason.equals("null") ? "" : " (" + reason + ")");
    }
}
