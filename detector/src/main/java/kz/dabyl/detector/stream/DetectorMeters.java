package kz.dabyl.detector.stream;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import kz.dabyl.detector.core.CellStatus;

/**
 * The detector's meters. The names are part of the contract; no label is finer than an area.
 *
 * <p>{@link #LAG} is how far, in log time, the last judged hop lies behind the foremost tick, plus the time for which the
 * detector has not been running. Instances that do not run the second fold say {@code NaN}.
 */
final class DetectorMeters {

    static final String LAG = "dabyl_detector_lag_seconds";
    static final String BLIND = "dabyl_detector_blind";
    static final String EXPECTED = "dabyl_cell_expected_reports";
    static final String HEARD = "dabyl_cell_heard_reports";
    static final String DUPLICATES = "dabyl_detector_duplicates_total";
    static final String RESTARTS = "dabyl_detector_restarts_total";

    private final DetectorViews views;
    private final DetectorStatus status;
    private final MultiGauge expected;
    private final MultiGauge heard;
    private final Counter duplicates;
    private final Counter restarts;
    private volatile Map<Group, Sum> sums = Map.of();

    private record Group(String area, String network, String access) {

        static Group of(CellStatus cell) {
            return new Group(
                    cell.area(), cell.cell().network(), cell.cell().access().word());
        }

        Tags tags() {
            return Tags.of("area", area, "network", network, "access", access);
        }
    }

    private record Sum(int known, double expected, double heard) {

        static final Sum NONE = new Sum(0, 0, 0);

        static Sum of(CellStatus cell) {
            return new Sum(cell.known(), cell.expected(), cell.heard());
        }

        Sum plus(Sum other) {
            return new Sum(known + other.known, expected + other.expected, heard + other.heard);
        }
    }

    DetectorMeters(MeterRegistry registry, DetectorViews views, DetectorStatus status) {
        this.views = views;
        this.status = status;
        Gauge.builder(LAG, this, DetectorMeters::lag)
                .description("Log time between the foremost tick and the last judged hop")
                .register(registry);
        Gauge.builder(BLIND, views, v -> v.judged().map(j -> j.blind().size()).orElse(0))
                .description("Collectors that do not tick, or seem to fail")
                .register(registry);
        expected = MultiGauge.builder(EXPECTED)
                .description("Reports due in the last minute")
                .register(registry);
        heard = MultiGauge.builder(HEARD)
                .description("Reports that came in the last minute")
                .register(registry);
        duplicates = Counter.builder(DUPLICATES)
                .description("Reports that came a second time")
                .register(registry);
        restarts = Counter.builder(RESTARTS)
                .description("Times the detector began anew after a failure")
                .register(registry);
        views.onJudged(this::update);
    }

    Counter duplicates() {
        return duplicates;
    }

    Counter restarts() {
        return restarts;
    }

    /** In seconds. */
    double lag() {
        var judged = views.judged();
        if (judged.isEmpty()) {
            return status.secondsDown() == 0 ? Double.NaN : status.secondsDown();
        }
        return Math.max(0, views.foremost() - judged.get().until()) / 1000.0 + status.secondsDown();
    }

    private void update(Optional<DetectorViews.Judged> judged) {
        var fresh = new TreeMap<Group, Sum>(java.util.Comparator.comparing(Group::toString));
        var minProbes = judged.map(DetectorViews.Judged::minProbes).orElse(0);
        judged.ifPresent(j -> j.cells().forEach(cell -> fresh.merge(Group.of(cell), Sum.of(cell), Sum::plus)));
        fresh.values().removeIf(sum -> sum.known < minProbes);
        var shown = Set.copyOf(sums.keySet());
        sums = fresh;
        if (!shown.equals(fresh.keySet())) {
            expected.register(rows(fresh.keySet(), Sum::expected), true);
            heard.register(rows(fresh.keySet(), Sum::heard), true);
        }
    }

    private Iterable<MultiGauge.Row<?>> rows(Set<Group> groups, ToDoubleFunction<Sum> value) {
        return groups.stream()
                .<MultiGauge.Row<?>>map(group ->
                        MultiGauge.Row.of(group.tags(), () -> value.applyAsDouble(sums.getOrDefault(group, Sum.NONE))))
                .toList();
    }
}
