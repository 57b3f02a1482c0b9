package kz.dabyl.bench.detection;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import kz.dabyl.detector.core.Detection;
import kz.dabyl.detector.tuning.AlarmOutcome;
import kz.dabyl.detector.tuning.Finding;
import kz.dabyl.detector.tuning.Scorecard;
import kz.dabyl.detector.tuning.Scoring;
import kz.dabyl.detector.tuning.Truth;
import kz.dabyl.detector.tuning.TruthReader;
import kz.dabyl.model.Incident;
import kz.dabyl.model.IncidentKind;
import kz.dabyl.model.Thresholds;
import kz.dabyl.simulator.Scenario;
import kz.dabyl.simulator.Simulation;
import kz.dabyl.simulator.TruthWriter;

/**
 * One scenario with one seed: what the detector and each rival made of it, and what could be made of it at all.
 *
 * @param cards by rule, the detector's first
 * @param openings all that the detector opened
 */
record Trial(
        String scenario,
        long seed,
        Map<String, Scorecard> cards,
        List<LordenBound.Bound> bounds,
        List<Opening> openings) {

    /** What our own detector is called among the rules. */
    static final String DABYL = "Dabyl";

    private static final String HOME = "KZ";

    /** Streams the log of the scenario through everything at once; the same arguments give the same trial. */
    static Trial of(Scenario scenario, long seed) {
        var truth = truth(scenario, seed);
        var known = new KnownProbes(HOME);
        var thresholds = Thresholds.DEFAULT;
        var bound = new LordenBound(truth, known, thresholds.falseAlarmsPerMonth(), thresholds.minProbes());
        var rivals = new Rivals(known, Rivals.all());
        var revisions = new ArrayList<Incident>();
        var detection = new Detection(thresholds, List.of(), revisions::add);
        Simulation.run(scenario, seed, entry -> {
            detection.accept(entry);
            bound.accept(entry);
            rivals.accept(entry);
        });
        var judged = bound.judged();
        var cards = new LinkedHashMap<String, Scorecard>();
        cards.put(DABYL, Scoring.score(judged, Finding.of(revisions)));
        rivals.findings().forEach((rule, findings) -> cards.put(rule, Scoring.score(judged, findings)));
        return new Trial(scenario.name(), seed, cards, bound.bounds(), Opening.of(revisions));
    }

    Scorecard card(String rule) {
        return cards.getOrDefault(rule, Scorecard.NOTHING);
    }

    /** What it opened that was ever called so and is about no event, in the order of the openings. */
    List<Opening> wronglyCalled(IncidentKind kind) {
        var aboutNothing = card(DABYL).alarms().stream()
                .filter(alarm -> alarm.verdict() == AlarmOutcome.Verdict.FALSE_ALARM
                        || alarm.verdict() == AlarmOutcome.Verdict.RETRACTED)
                .map(AlarmOutcome::id)
                .collect(Collectors.toSet());
        return openings.stream()
                .filter(opening -> opening.wasEver(kind) && aboutNothing.contains(opening.id()))
                .toList();
    }

    /** Whether nothing happened in it that should be found. */
    boolean isQuiet() {
        return card(DABYL).events().isEmpty();
    }

    /** The simulator's truth in the scoring's own terms, by way of the file between them. */
    private static Truth truth(Scenario scenario, long seed) {
        try {
            var bytes = new ByteArrayOutputStream();
            TruthWriter.write(Simulation.truth(scenario, seed), bytes);
            var truth = TruthReader.read(bytes.toString(StandardCharsets.UTF_8));
            return truth.named(truth.scenario() + " seed " + seed);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
