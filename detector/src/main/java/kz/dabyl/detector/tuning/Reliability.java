package kz.dabyl.detector.tuning;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Whether {@code confidence} means what it says: incidents sorted by it, and how many of each sort were real. An incident
 * that was taken back was not real. Those of the warm-up are left out.
 *
 * @param buckets by rising confidence
 * @param brier mean square of confidence minus truth (Brier 1950), NaN where there are no incidents
 */
public record Reliability(List<Bucket> buckets, double brier) {

    private static final List<Double> BOUNDS = List.of(0.0, 0.5, 0.8, 0.9, 0.95, 0.99, 0.999, 1.0);

    /**
     * Incidents whose confidence is at least {@code from} and less than {@code until}; the last takes in 1.
     *
     * @param mean of their confidence, NaN where there are none
     */
    public record Bucket(double from, double until, double mean, Score.Share real) {}

    public Reliability {
        buckets = List.copyOf(buckets);
    }

    /** By the confidence of the last revision, before any that took the incident back. */
    public static Reliability ofVerdicts(Scorecard card) {
        return of(card, AlarmOutcome::confidence);
    }

    /** By the confidence of the first revision. */
    public static Reliability ofFirstWords(Scorecard card) {
        return of(card, AlarmOutcome::firstConfidence);
    }

    private static Reliability of(Scorecard card, ToDoubleFunction<AlarmOutcome> confidence) {
        var alarms = card.alarms().stream()
                .filter(alarm -> alarm.verdict() != AlarmOutcome.Verdict.WARM_UP)
                .toList();
        var buckets = new ArrayList<Bucket>();
        for (var i = 0; i + 1 < BOUNDS.size(); i++) {
            double from = BOUNDS.get(i);
            double until = BOUNDS.get(i + 1);
            var within = alarms.stream()
                    .filter(alarm -> {
                        var value = confidence.applyAsDouble(alarm);
                        return value >= from && (value < until || (until == 1 && value == 1));
                    })
                    .toList();
            var mean = within.stream()
                    .mapToDouble(alarm -> confidence.applyAsDouble(alarm))
                    .average()
                    .orElse(Double.NaN);
            var real = within.stream().filter(AlarmOutcome::isTrue).count();
            buckets.add(new Bucket(from, until, mean, new Score.Share(real, within.size())));
        }
        var brier = alarms.stream()
                .mapToDouble(alarm -> Math.pow(confidence.applyAsDouble(alarm) - (alarm.isTrue() ? 1 : 0), 2))
                .average()
                .orElse(Double.NaN);
        return new Reliability(buckets, brier);
    }
}
