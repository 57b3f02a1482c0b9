package kz.dabyl.alerts.meters;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kz.dabyl.alerts.subscriptions.Channel;
import kz.dabyl.alerts.subscriptions.Subscription;
import kz.dabyl.model.Incident;
import kz.dabyl.model.IncidentKind;

/** This room's meters. Thread-safe, but {@link #open} for one thread at a time. */
public final class AlertsMeters {

    /** What became of a message, or of one try of it. */
    public enum DeliveryOutcome {
        DELIVERED,
        /** One try failed, another will follow. */
        RETRIED,
        FAILED,
        /** The receiver wants nothing any more. */
        GONE,
        DROPPED
    }

    /** An incident that is not limited to any network. */
    private static final String EVERY_NETWORK = "all";

    private static final Duration[] BUCKETS = Stream.of(
                    "PT0.1S", "PT0.25S", "PT0.5S", "PT1S", "PT2.5S", "PT5S", "PT10S", "PT30S", "PT1M", "PT5M", "PT30M",
                    "PT2H", "PT10H", "PT24H", "PT72H")
            .map(Duration::parse)
            .toArray(Duration[]::new);

    private record Label(String kind, String area, String network) {}

    private final MeterRegistry registry;
    private final Timer delivery;
    private final MultiGauge open;

    public AlertsMeters(MeterRegistry registry) {
        this.registry = registry;
        this.delivery = Timer.builder("dabyl.delivery")
                .description("From the making of a message until its receiver had it")
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
        this.open = MultiGauge.builder("dabyl.incidents.open")
                .description("Open incidents")
                .register(registry);
        for (var state : List.of(Subscription.State.DISABLED, Subscription.State.ENDED)) {
            silenced(state, true, 0);
            silenced(state, false, 0);
        }
        for (var channel : Channel.values()) {
            for (var outcome : DeliveryOutcome.values()) {
                count(channel, outcome, 0);
            }
        }
        // A counter that first shows itself with 1 looks to Prometheus as if it had never grown.
        for (var kind : IncidentKind.values()) {
            for (var state : Incident.State.values()) {
                revisions(kind, state);
            }
        }
    }

    /** A revision was published. */
    public void revision(Incident incident) {
        revisions(incident.kind(), incident.state()).increment();
    }

    private Counter revisions(IncidentKind kind, Incident.State state) {
        return Counter.builder("dabyl.incident.revisions")
                .description("Revisions of incidents that were published")
                .tags("kind", kind.word(), "state", state.word())
                .register(registry);
    }

    /** These incidents are open now, and no others. */
    public void open(List<Incident> incidents) {
        Map<Label, Long> counts = incidents.stream()
                .flatMap(AlertsMeters::labels)
                .collect(Collectors.groupingBy(label -> label, Collectors.counting()));
        open.register(
                counts.entrySet().stream()
                        .map(entry -> MultiGauge.Row.of(
                                Tags.of(
                                        "kind", entry.getKey().kind(),
                                        "area", entry.getKey().area(),
                                        "network", entry.getKey().network()),
                                entry.getValue()))
                        .collect(Collectors.toList()),
                true);
    }

    private static Stream<Label> labels(Incident incident) {
        var networks = incident.networks().isEmpty() ? List.of(EVERY_NETWORK) : incident.networks();
        return networks.stream().map(network -> new Label(incident.kind().word(), incident.area(), network));
    }

    /**
     * A subscription gets nothing any more.
     *
     * @param said whether it was said to another
     */
    public void silenced(Subscription.State state, boolean said) {
        silenced(state, said, 1);
    }

    private void silenced(Subscription.State state, boolean said, int by) {
        Counter.builder("dabyl.subscriptions.silenced")
                .description("Subscriptions that get nothing any more, and whether that was said elsewhere")
                .tags("state", state.name().toLowerCase(Locale.ROOT), "said", said ? "yes" : "no")
                .register(registry)
                .increment(by);
    }

    public void outcome(Channel channel, DeliveryOutcome outcome) {
        count(channel, outcome, 1);
    }

    /** A message arrived so long after it was made. */
    public void delivered(Channel channel, Duration took) {
        outcome(channel, DeliveryOutcome.DELIVERED);
        delivery.record(took);
    }

    private void count(Channel channel, DeliveryOutcome outcome, int by) {
        Counter.builder("dabyl.deliveries")
                .description("Messages and tries by what became of them")
                .tags("channel", channel.word(), "outcome", outcome.name().toLowerCase(Locale.ROOT))
                .register(registry)
                .increment(by);
    }
}
