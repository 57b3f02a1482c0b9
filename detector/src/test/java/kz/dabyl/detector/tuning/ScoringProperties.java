package kz.dabyl.detector.tuning;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import kz.dabyl.model.Incident;
import kz.dabyl.model.IncidentKind;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Whatever happened and whatever was said about it. */
class ScoringProperties {

    private static final int TRIES = 200;

    @Property(tries = TRIES)
    void theOrderOfTheLinesDoesNotMatter(@ForAll long seed, @ForAll @IntRange(max = 6) int incidents) {
        var random = new Random(seed);
        var truth = Town.truth(events(random).toArray(Truth.Event[]::new));
        var revisions = noise(random, incidents);
        var shuffled = new ArrayList<>(revisions);
        Collections.shuffle(shuffled, random);

        assertThat(ScoreJson.tree(Town.card(truth, shuffled))).isEqualTo(ScoreJson.tree(Town.card(truth, revisions)));
    }

    @Property(tries = TRIES)
    void perfectIncidentsScoreOne(@ForAll long seed) {
        var events = events(new Random(seed));
        var revisions = new ArrayList<Incident>();
        events.forEach(event -> revisions.addAll(Town.perfect("i" + event.start(), event)));

        var score = Town.score(Town.truth(events.toArray(Truth.Event[]::new)), revisions);

        assertThat(List.of(
                        score.recallVisible().value(),
                        score.recallAll().value(),
                        score.precision().value(),
                        score.fMeasure(),
                        score.cells().f1(),
                        score.kindAccuracy().value()))
                .containsOnly(1.0);
        assertThat(score.timeToDetect().max()).isZero();
        assertThat(score.closing().max()).isZero();
        assertThat(score.endedError().max()).isZero();
    }

    @Property(tries = TRIES)
    void aFalseIncidentOnlyLowersPrecision(@ForAll long seed, @ForAll @IntRange(max = 6) int incidents) {
        var random = new Random(seed);
        var truth = Town.truth(events(random).toArray(Truth.Event[]::new));
        var revisions = noise(random, incidents);
        var lie = Town.incident("lie", 14_000, 14_100, Town.PLACES.get(0));

        var before = Town.score(truth, revisions);
        var after = Town.score(truth, Town.both(revisions, lie));

        assertThat(after.precision().hits()).isEqualTo(before.precision().hits());
        assertThat(after.precision().of()).isEqualTo(before.precision().of() + 1);
        assertThat(after.recallAll()).isEqualTo(before.recallAll());
        assertThat(after.timeToDetect()).isEqualTo(before.timeToDetect());
        assertThat(after.kindAccuracy()).isEqualTo(before.kindAccuracy());
        assertThat(after.cells().right()).isEqualTo(before.cells().right());
    }

    @Property(tries = TRIES)
    void everyIncidentCountsAsOneThing(@ForAll long seed, @ForAll @IntRange(max = 6) int incidents) {
        var random = new Random(seed);
        var truth = Town.truth(events(random).toArray(Truth.Event[]::new));

        var card = Town.card(truth, noise(random, incidents));

        assertThat(card.alarms()).hasSize(incidents);
        assertThat(card.count(AlarmOutcome.Verdict.LEADING))
                .isLessThanOrEqualTo(
                        card.events().stream().filter(EventOutcome::isFound).count());
    }

    /** One to four events, one after the other, none in the last hour. */
    private static List<Truth.Event> events(Random random) {
        var kinds = IncidentKind.values();
        var events = new ArrayList<Truth.Event>();
        for (var i = 0; i <= random.nextInt(4); i++) {
            var from = 4_000L + i * 1_700L + random.nextInt(100);
            events.add(Town.event(
                    kinds[random.nextInt(kinds.length)], from, from + 300 + random.nextInt(300), places(random)));
        }
        return events;
    }

    private static List<Incident> noise(Random random, int incidents) {
        var revisions = new ArrayList<Incident>();
        for (var i = 0; i < incidents; i++) {
            var from = 1_000L + random.nextInt(10_000);
            revisions.addAll(Town.incident(
                    "n" + i, from, from + random.nextInt(1_000), places(random).toArray(String[]::new)));
        }
        return revisions;
    }

    private static List<String> places(Random random) {
        var places = new ArrayList<>(Town.PLACES);
        Collections.shuffle(places, random);
        return places.subList(0, 1 + random.nextInt(3));
    }
}
