package kz.dabyl.app.backtest;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import kz.dabyl.detector.tuning.history.Distillery;
import kz.dabyl.detector.tuning.history.Gathering;
import kz.dabyl.detector.tuning.history.History;
import kz.dabyl.detector.tuning.history.HistoryRun;
import kz.dabyl.detector.tuning.history.Leniency;
import kz.dabyl.detector.tuning.history.Outcome;
import kz.dabyl.detector.tuning.history.Span;
import kz.dabyl.detector.tuning.history.Trial;
import kz.dabyl.model.HopSummary;
import kz.dabyl.model.Rally;

/**
 * Tries thresholds on one source: on a history of it where one is kept, which is brought up to date first, and on all hops
 * where that cannot tell. Blocking.
 */
public final class Backtest {

    /** Incidents are remembered for three days, and may have led to others: who asks for a time begins so long before it. */
    private static final long LEAD_MILLIS = Duration.ofDays(4).toMillis();

    private static final double HALF = 0.5;

    /** Of the whole, what is done with a history is little beside folding every hop. */
    private static final double SHARE_BESIDE_EVERY_HOP = 0.1;

    private final List<Trial> trials;
    private final Optional<List<Rally>> rallies;
    private final Span span;
    private final Progress progress;
    private long firstHop = Long.MAX_VALUE;
    private long lastHop = Long.MIN_VALUE;

    /**
     * @param trials each with a name of its own
     * @param rallies known to all of them; without it those that the source tells of
     */
    public Backtest(List<Trial> trials, Optional<List<Rally>> rallies, Span span, Progress progress) {
        this.trials = List.copyOf(trials);
        this.rallies = rallies;
        this.span = span;
        this.progress = progress;
    }

    /**
     * What the trials would have raised, in their order.
     *
     * @param source empty if there is nothing but the history
     * @param history file to keep it in
     */
    public List<Outcome> run(Optional<SummarySource> source, Optional<Path> history) throws IOException {
        if (history.isEmpty()) {
            return source.isPresent() ? everything(source.get(), trials, progress) : List.of();
        }
        var wanted = Leniency.covering(trials.stream().map(Trial::thresholds).toList(), rallies.orElse(List.of()));
        var within = within(History.leniencyOf(history.get()).orElse(wanted), source.isPresent());
        if (source.isPresent() && within.isEmpty()) {
            return everything(source.get(), trials, progress);
        }
        var ofHistory = within.size() == trials.size() ? 1 : SHARE_BESIDE_EVERY_HOP;
        if (source.isPresent()) {
            distil(source.get(), history.get(), wanted, progress.part(0, ofHistory * HALF));
        }
        var outcomes = new HashMap<Trial, Outcome>();
        try (var kept = History.open(history.get())) {
            if (kept.lastHop() >= kept.firstHop() && kept.lastHop() != Long.MIN_VALUE) {
                firstHop = kept.firstHop();
                lastHop = kept.lastHop();
            }
            fold(kept, within, progress.part(ofHistory * HALF, ofHistory)).forEach(o -> outcomes.put(o.trial(), o));
        }
        if (source.isPresent()) {
            again(source.get(), outcomes, progress.part(ofHistory, 1));
        }
        return trials.stream().map(outcomes::get).toList();
    }

    private void distil(SummarySource source, Path file, Leniency wanted, Progress bringing) throws IOException {
        try (var distillery = Distillery.open(file, wanted)) {
            if (distillery.renewed()) {
                progress.say("the history was of an earlier version of the program: it is made anew");
            }
            bringing.at("bringing the history up to date", 0);
            source.read(
                    distillery.position(),
                    (summary, next) -> {
                        distillery.accept(summary, next);
                        return true;
                    },
                    bringing);
        }
    }

    /** Those that can be tried on a history; says of the others why not. */
    private List<Trial> within(Leniency leniency, boolean elsewhere) throws IOException {
        var within = new ArrayList<Trial>();
        var beyond = new LinkedHashMap<String, List<String>>();
        for (var trial : trials) {
            leniency.exceededBy(trial.thresholds(), rallies.orElse(List.of()))
                    .ifPresentOrElse(
                            excess -> beyond.computeIfAbsent(excess, e -> new ArrayList<>())
                                    .add(trial.name()),
                            () -> within.add(trial));
        }
        for (var each : beyond.entrySet()) {
            var names = String.join(", ", each.getValue());
            if (!elsewhere) {
                throw new IOException(names + ": the history was not made for " + each.getKey());
            }
            progress.say(names + ": the history was not made for " + each.getKey()
                    + ", so every hop is folded, which takes long");
        }
        return within;
    }

    private List<Outcome> fold(History kept, List<Trial> within, Progress trying) throws IOException {
        if (within.isEmpty()) {
            return List.of();
        }
        var all = kept.bytes();
        var done = new AtomicLong();
        return HistoryRun.of(
                kept,
                within,
                rallies,
                span,
                Runtime.getRuntime().availableProcessors(),
                bytes -> trying.at("trying", Math.min(1, (double) done.addAndGet(bytes) / all)));
    }

    /** What the history cannot tell, from every hop. */
    private void again(SummarySource source, Map<Trial, Outcome> outcomes, Progress folding) throws IOException {
        var rest = new ArrayList<Trial>();
        for (var trial : trials) {
            var outcome = outcomes.get(trial);
            if (outcome != null && !outcome.complete()) {
                progress.say(trial.name() + ": an incident outlasts what the history keeps of it, so every hop is"
                        + " folded, which takes long");
            }
            if (outcome == null || !outcome.complete()) {
                rest.add(trial);
            }
        }
        if (!rest.isEmpty()) {
            everything(source, rest, folding).forEach(o -> outcomes.put(o.trial(), o));
        }
    }

    private List<Outcome> everything(SummarySource source, List<Trial> which, Progress folding) throws IOException {
        var gathering = new Gathering(which, rallies, span);
        var start = span.from() == Span.ALL.from()
                ? Optional.<SummarySource.Start>empty()
                : source.startBy(span.from() - LEAD_MILLIS);
        start.ifPresent(state -> gathering.resume(state.cells()));
        var beyond = new HashSet<Integer>();
        source.read(
                start.map(SummarySource.Start::next).orElse(0L),
                (summary, next) -> {
                    gathering.accept(summary);
                    firstHop = Math.min(firstHop, summary.hop());
                    lastHop = Math.max(lastHop, summary.hop());
                    if (summary.end() > span.to()) {
                        beyond.add(summary.partition());
                    }
                    return beyond.size() < summary.partitions();
                },
                folding);
        return gathering.outcomes();
    }

    /** What of the source was told about, milliseconds; empty if there was nothing. */
    public Optional<Span> covered() {
        if (firstHop > lastHop) {
            return Optional.empty();
        }
        var from = Math.max(span.from(), HopSummary.startOf(firstHop));
        return Optional.of(new Span(from, Math.max(from, Math.min(span.to(), HopSummary.startOf(lastHop + 1)))));
    }
}
