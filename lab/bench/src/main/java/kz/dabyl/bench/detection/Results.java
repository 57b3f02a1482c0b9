package kz.dabyl.bench.detection;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import kz.dabyl.detector.tuning.Quantiles;
import kz.dabyl.detector.tuning.Score;
import kz.dabyl.detector.tuning.Scorecard;

/**
 * All that one bench ran.
 *
 * @param set the trials of the set of scenarios
 * @param yardsticks those of each yardstick
 * @param nullRun those in which nothing happens, of one scenario after the other, may be empty
 */
record Results(List<Trial> set, Map<Yardstick, List<Trial>> yardsticks, List<Trial> nullRun) {

    Results {
        set = List.copyOf(set);
        nullRun = List.copyOf(nullRun);
    }

    /** The names of the rules, our detector's first. */
    static List<String> rules(List<Trial> trials) {
        return trials.stream()
                .flatMap(trial -> trial.cards().keySet().stream())
                .distinct()
                .toList();
    }

    /** What a rule's trials add up to. */
    static Scorecard card(List<Trial> trials, String rule) {
        return trials.stream().map(trial -> trial.card(rule)).reduce(Scorecard.NOTHING, Scorecard::plus);
    }

    static Map<String, List<Trial>> byScenario(List<Trial> trials) {
        var byScenario = new LinkedHashMap<String, List<Trial>>();
        trials.forEach(trial -> byScenario
                .computeIfAbsent(trial.scenario(), name -> new ArrayList<>())
                .add(trial));
        return byScenario;
    }

    /** Seconds in which the events that could be seen could have been found at best. */
    static Quantiles bound(List<Trial> trials, Predicate<LordenBound.Bound> which) {
        return Quantiles.of(trials.stream()
                .flatMap(trial -> trial.bounds().stream())
                .filter(LordenBound.Bound::visible)
                .filter(which)
                .map(LordenBound.Bound::seconds)
                .toList());
    }

    /** Share of the events that could be seen. */
    static Score.Share visible(List<Trial> trials) {
        var bounds = trials.stream().flatMap(trial -> trial.bounds().stream()).toList();
        return new Score.Share(
                bounds.stream().filter(LordenBound.Bound::visible).count(), bounds.size());
    }

    /** Trials of the set in which there was something to find. */
    List<Trial> eventful() {
        return set.stream().filter(trial -> !trial.isQuiet()).toList();
    }

    /** Trials in which there was nothing to find, those of the null runs too. */
    List<Trial> quiet() {
        return Stream.concat(set.stream(), nullRun.stream())
                .filter(Trial::isQuiet)
                .toList();
    }
}
