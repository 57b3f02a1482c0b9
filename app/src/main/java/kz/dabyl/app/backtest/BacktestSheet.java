package kz.dabyl.app.backtest;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import kz.dabyl.detector.tuning.Finding;
import kz.dabyl.detector.tuning.Scorecard;
import kz.dabyl.detector.tuning.Scoring;
import kz.dabyl.detector.tuning.Truth;
import kz.dabyl.detector.tuning.history.BacktestReport;
import kz.dabyl.detector.tuning.history.Comparison;
import kz.dabyl.detector.tuning.history.Known;
import kz.dabyl.detector.tuning.history.Outcome;
import kz.dabyl.detector.tuning.history.Span;
import kz.dabyl.detector.tuning.history.Trial;
import kz.dabyl.detector.tuning.history.TrialReport;
import kz.dabyl.model.Incident;
import kz.dabyl.model.Label;

/** Gathers what the trials of a back-test raised over one source or several. Not thread-safe. */
public final class BacktestSheet {

    private final List<Trial> configurations;
    private final Optional<Trial> reference;
    private final List<Trial> curve;
    private final List<Truth> truths;
    private final List<Round> rounds = new ArrayList<>();
    private Known known = Known.NOTHING;

    /** One source. */
    private record Round(List<Outcome> outcomes, List<Incident> published, Span covered) {}

    /**
     * @param reference what the others are held against; where there is none it is what was published
     * @param truths one for each source, or none
     */
    public BacktestSheet(List<Trial> configurations, Optional<Trial> reference, List<Trial> curve, List<Truth> truths) {
        this.configurations = List.copyOf(configurations);
        this.reference = reference;
        this.curve = List.copyOf(curve);
        this.truths = List.copyOf(truths);
    }

    public Optional<Trial> reference() {
        return reference;
    }

    /** All that is to be tried. */
    public List<Trial> trials() {
        return Stream.of(configurations.stream(), curve.stream(), reference.stream())
                .flatMap(trials -> trials)
                .toList();
    }

    /**
     * Takes what came of the next source.
     *
     * @param outcomes in the order of {@link #trials}
     * @param covered what of it was told about
     */
    public void add(List<Outcome> outcomes, List<Incident> published, Span covered) {
        var told = published.stream()
                .filter(i -> i.detected() >= covered.from() && i.updated() <= covered.to())
                .toList();
        rounds.add(new Round(outcomes, told, covered));
    }

    /** Takes what people have said of incidents that were published. */
    public void label(List<Incident> published, List<Label> labels, Span covered) {
        var told = published.stream()
                .filter(i -> i.detected() >= covered.from() && i.detected() < covered.to())
                .toList();
        known = known.plus(Known.of(told, labels));
    }

    public BacktestReport report() {
        var length = rounds.stream()
                .mapToLong(r -> r.covered.to() - r.covered.from())
                .sum();
        var from = rounds.stream().mapToLong(r -> r.covered.from()).min().orElse(0);
        var reports = new ArrayList<TrialReport>();
        for (var i = 0; i < configurations.size() + curve.size(); i++) {
            reports.add(report(i));
        }
        return new BacktestReport(
                from,
                from + length,
                reference.map(r -> r.name().replaceFirst("^against ", "")).orElse("what was published"),
                reports.subList(0, configurations.size()),
                reports.subList(configurations.size(), reports.size()));
    }

    private TrialReport report(int number) {
        var revisions = new ArrayList<Incident>();
        var complete = true;
        var kept = new ArrayList<Incident>();
        var gained = new ArrayList<Incident>();
        var lost = new ArrayList<Incident>();
        var card = truths.isEmpty() ? Optional.<Scorecard>empty() : Optional.of(Scorecard.NOTHING);
        for (var i = 0; i < rounds.size(); i++) {
            var round = rounds.get(i);
            var outcome = round.outcomes.get(number);
            revisions.addAll(outcome.revisions());
            complete &= outcome.complete();
            var comparison = Comparison.of(outcome.incidents(), others(round));
            kept.addAll(comparison.kept());
            gained.addAll(comparison.gained());
            lost.addAll(comparison.lost());
            var source = i;
            card = card.map(c -> c.plus(Scoring.score(truths.get(source), Finding.of(outcome.revisions()))));
        }
        var trial = trials().get(number);
        return new TrialReport(new Outcome(trial, revisions, complete), new Comparison(kept, gained, lost), card)
                .with(known);
    }

    private List<Incident> others(Round round) {
        return reference
                .map(r -> round.outcomes.get(round.outcomes.size() - 1).incidents())
                .orElseGet(() -> Outcome.standing(round.published));
    }
}
