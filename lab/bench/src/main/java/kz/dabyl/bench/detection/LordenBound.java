package kz.dabyl.bench.detection;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import kz.dabyl.detector.tuning.Truth;
import kz.dabyl.model.IncidentKind;
import kz.dabyl.model.LogEntry;

/**
 * How soon an event could be found at all, by the probes that were there when it began.
 *
 * <p>Lorden (1971, "Procedures for reacting to a change in distribution"): no rule that errs once in γ trials finds a change
 * sooner than after ln γ / I, I being what a trial tells about it: for a promise that is broken with p₀ = 5 % usually and
 * p₁ = 95 % in a cut, {@code I = p₁ ln(p₁/p₀) + (1 − p₁) ln((1 − p₁)/(1 − p₀))} = 2.65 nats. Probes with intervals Tᵢ give Σ I/Tᵢ
 * nats a second; γ is a month of the trials of all cells over the false alarms that are allowed in it. Nothing at all is told
 * before the first promise is broken. A single network in a single place has natural short outages, r a day and m long: there
 * no rule can be sooner than {@code m ln(r/F)}, with F the false alarms that are allowed for a cell and day.
 */
final class LordenBound {

    private static final double USUAL = 0.05;
    private static final double CUT = 0.95;
    private static final double NATS = CUT * Math.log(CUT / USUAL) + (1 - CUT) * Math.log((1 - CUT) / (1 - USUAL));
    private static final double MONTH_DAYS = 30;
    private static final double DAY_SECONDS = 86_400;
    private static final double OUTAGES_PER_DAY = 0.3;
    private static final double OUTAGE_MEAN_SECONDS = 40;
    private static final long RECENT_MILLIS = 600_000;
    /** Kinds that leave reports alone and show in what pings say. */
    static final Set<IncidentKind> BY_PINGS = EnumSet.of(
            IncidentKind.INTERNATIONAL_CUT,
            IncidentKind.THROTTLING,
            IncidentKind.BLOCKING,
            IncidentKind.TLS_INTERCEPTION,
            IncidentKind.TARGET_DOWN);

    private final Truth truth;
    private final KnownProbes known;
    private final double falseAlarmsPerMonth;
    private final int minProbes;
    private final List<Truth.Event> waiting;
    private final List<Bound> bounds = new ArrayList<>();

    /**
     * What was possible for one event; seconds, infinite where no probe was there.
     *
     * @param probes heard in its cells shortly before it
     * @param lorden ln γ / I
     * @param firstBroken until the first promise is broken
     * @param floor of natural outages, 0 where they set none
     * @param visible whether it had enough probes and lasted longer than the bound
     */
    record Bound(Truth.Event event, int probes, double lorden, double firstBroken, double floor, boolean visible) {

        double seconds() {
            return Math.max(lorden + firstBroken, floor);
        }
    }

    LordenBound(Truth truth, KnownProbes known, double falseAlarmsPerMonth, int minProbes) {
        this.truth = truth;
        this.known = known;
        this.falseAlarmsPerMonth = falseAlarmsPerMonth;
        this.minProbes = minProbes;
        this.waiting = new ArrayList<>(truth.events());
    }

    /** Sees the next entry before {@link KnownProbes} takes it in. */
    void accept(LogEntry entry) {
        if (!waiting.isEmpty()) {
            var now = entry instanceof LogEntry.Received received
                    ? received.received()
                    : entry instanceof LogEntry.Tick tick ? tick.time() : Long.MIN_VALUE;
            waiting.removeIf(event -> {
                var begins = now >= event.start();
                if (begins) {
                    bounds.add(of(event));
                }
                return begins;
            });
        }
    }

    List<Bound> bounds() {
        return List.copyOf(bounds);
    }

    /** The truth, with a word for each event on whether it could be seen. */
    Truth judged() {
        return truth.withEvents(truth.events().stream()
                .map(event -> event.withVisible(
                        bounds.stream().anyMatch(bound -> bound.event.equals(event) && bound.visible)))
                .toList());
    }

    private Bound of(Truth.Event event) {
        var probes = 0;
        var trialsPerSecond = 0.0;
        var firstDue = Double.POSITIVE_INFINITY;
        for (var cell : known.cells()) {
            if (event.cells().contains(cell.name())) {
                for (var probe : cell.probes()) {
                    var silent = event.start() - probe.heard();
                    var pace = probe.paceMillis();
                    if (pace > 0 && silent <= Math.max(RECENT_MILLIS, 3 * pace)) {
                        probes++;
                        trialsPerSecond += 1000 / pace;
                        firstDue = Math.min(firstDue, (pace - silent) / 1000);
                    }
                }
            }
        }
        var cells = Math.max(1, truth.observed().size());
        var trials = MONTH_DAYS * DAY_SECONDS * (trialsPerSecond / Math.max(1, probes)) * cells;
        var lorden = Math.log(trials / falseAlarmsPerMonth) / (NATS * trialsPerSecond);
        var wait = BY_PINGS.contains(event.kind()) ? 0 : Math.max(0, firstDue);
        var natural = OUTAGES_PER_DAY * cells * MONTH_DAYS / falseAlarmsPerMonth;
        var floor = event.cells().size() == 1 && !BY_PINGS.contains(event.kind())
                ? OUTAGE_MEAN_SECONDS * Math.log(natural)
                : 0;
        var lasts = (event.end().orElse(truth.end()) - event.start()) / 1000.0;
        var unjudged = new Bound(event, probes, probes == 0 ? Double.POSITIVE_INFINITY : lorden, wait, floor, false);
        var visible = probes >= minProbes && lasts > unjudged.seconds();
        return new Bound(event, probes, unjudged.lorden, wait, floor, visible);
    }
}
