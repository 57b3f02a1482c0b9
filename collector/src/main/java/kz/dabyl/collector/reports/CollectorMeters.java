package kz.dabyl.collector.reports;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import kz.dabyl.collector.admission.Admission;
import kz.dabyl.collector.admission.Limits;
import kz.dabyl.collector.http.Refusal;
import kz.dabyl.collector.log.Selection;

/**
 * The collector's meters.
 *
 * <ul>
 *   <li>{@code dabyl_reports_total{result}}: {@code accepted}, of which {@code misdated} says how many were dated anew,
 *       {@code duplicate}, {@code rejected}, {@code limited}, and {@code unavailable}: answered 503, or 1 for a body that
 *       found no room to be read in
 *   <li>{@code dabyl_report_ack_seconds}: from a request's first byte to its 202
 *   <li>{@code dabyl_report_lateness_seconds}: from the measurement to its receipt
 *   <li>{@code dabyl_report_requests_total{code}}: requests that {@link SmallReports} answered, which no other meter of
 *       HTTP counts
 *   <li>{@code dabyl_collector_body_bytes}: bodies with reports that are held at this moment, bounded by {@link Limits}
 * </ul>
 */
public final class CollectorMeters {

    private static final Duration[] ACK = {
        Duration.ofMillis(1),
        Duration.ofMillis(2),
        Duration.ofMillis(5),
        Duration.ofMillis(10),
        Duration.ofMillis(25),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofMillis(2500),
        Duration.ofSeconds(5)
    };

    private static final double[] LATENESS_SECONDS = {1, 2, 5, 15, 30, 60, 300, 900, 3_600, 14_400, 86_400, 604_800};

    private static final int ACCEPTED = 202;
    private static final int UNAVAILABLE = 503;

    private final MeterRegistry registry;
    private final Counter answeredAccepted;
    private final Counter accepted;
    private final Counter duplicate;
    private final Counter rejected;
    private final Counter misdated;
    private final Counter limited;
    private final Counter unavailable;
    private final Timer ack;
    private final DistributionSummary lateness;

    public CollectorMeters(MeterRegistry registry) {
        this.registry = registry;
        answeredAccepted = requests(ACCEPTED);
        accepted = reports(registry, "accepted");
        duplicate = reports(registry, "duplicate");
        rejected = reports(registry, "rejected");
        misdated = reports(registry, "misdated");
        limited = reports(registry, "limited");
        unavailable = reports(registry, "unavailable");
        ack = Timer.builder("dabyl.report.ack")
                .description("From a request with reports to its acknowledgement by the log")
                .serviceLevelObjectives(ACK)
                .register(registry);
        lateness = DistributionSummary.builder("dabyl.report.lateness")
                .description("From the measurement to its receipt, misdated reports left out")
                .baseUnit("seconds")
                .serviceLevelObjectives(LATENESS_SECONDS)
                .register(registry);
    }

    private static Counter reports(MeterRegistry registry, String result) {
        return Counter.builder("dabyl.reports")
                .description("Reports by what became of them")
                .tag("result", result)
                .register(registry);
    }

    private Counter requests(int status) {
        return Counter.builder("dabyl.report.requests")
                .description("Requests with reports that took the short way, by what was answered")
                .tag("code", Integer.toString(status))
                .register(registry);
    }

    void answered(int status) {
        (status == ACCEPTED ? answeredAccepted : requests(status)).increment();
    }

    /** Shows what {@code admission} holds. */
    public CollectorMeters showing(MeterRegistry registry, Admission admission) {
        Gauge.builder("dabyl.collector.body", admission, Admission::heldBytes)
                .description("Bodies with reports that are being read or stored")
                .baseUnit("bytes")
                .register(registry);
        return this;
    }

    void stored(Selection reports, long received, long nanos) {
        add(accepted, reports.size());
        var wrong = 0;
        for (var i = 0; i < reports.size(); i++) {
            if (reports.misdated(i, received)) {
                wrong++;
            } else {
                lateness.record(Math.max(0, received - reports.at(i)) / 1000.0);
            }
        }
        add(misdated, wrong);
        ack.record(nanos, TimeUnit.NANOSECONDS);
    }

    void duplicates(int reports) {
        add(duplicate, reports);
    }

    void rejected(int reports) {
        add(rejected, reports);
    }

    void limited(int reports) {
        add(limited, reports);
    }

    void unavailable(int reports) {
        add(unavailable, reports);
    }

    /** A body was not read to its end: for lack of room, or since something was wrong with it. */
    void unread(Throwable cause) {
        if (cause instanceof Refusal refusal && refusal.problem().status() == UNAVAILABLE) {
            unavailable(1);
        }
    }

    /** Mostly there is nothing to add, which costs as much as something. */
    private static void add(Counter counter, int reports) {
        if (reports > 0) {
            counter.increment(reports);
        }
    }
}
