package kz.dabyl.simulator;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kz.dabyl.model.IncidentKind;
import kz.dabyl.model.TargetClass;
import kz.dabyl.simulator.event.Blocking;
import kz.dabyl.simulator.event.ClockSkew;
import kz.dabyl.simulator.event.CollectorFailure;
import kz.dabyl.simulator.event.CollectorUnreachable;
import kz.dabyl.simulator.event.Congestion;
import kz.dabyl.simulator.event.Cut;
import kz.dabyl.simulator.event.Draws;
import kz.dabyl.simulator.event.Event;
import kz.dabyl.simulator.event.FleetRestart;
import kz.dabyl.simulator.event.ForgedFlood;
import kz.dabyl.simulator.event.InternationalCut;
import kz.dabyl.simulator.event.Movement;
import kz.dabyl.simulator.event.Occurrence;
import kz.dabyl.simulator.event.PowerCut;
import kz.dabyl.simulator.event.SleepWave;
import kz.dabyl.simulator.event.SoftwareRelease;
import kz.dabyl.simulator.event.Span;
import kz.dabyl.simulator.event.Target;
import kz.dabyl.simulator.event.TargetDown;
import kz.dabyl.simulator.event.TargetHiccups;
import kz.dabyl.simulator.event.Throttling;
import kz.dabyl.simulator.event.TlsInterception;
import kz.dabyl.simulator.event.WifiRefuge;

/** Reads the events of a scenario. */
final class EventReader {

    private static final String INTERCEPTOR = "CN=Qaznet Trust Network,C=KZ";

    /** How one kind is read, given what all kinds have. */
    private interface Kind {
        Event read(Fields fields, Occurrence when);
    }

    private final Selectors selectors;
    private final List<Target> targets;
    private final List<String> collectors;
    private final long start;
    private final int durationSeconds;
    private final Map<String, Integer> ordinals = new HashMap<>();
    private final Map<String, Kind> kinds = new TreeMap<>(Map.ofEntries(
            Map.entry("shutdown", this::shutdown),
            Map.entry("network_outage", this::networkOutage),
            Map.entry("blackout", (fields, when) -> cut(fields, when, IncidentKind.BLACKOUT)),
            Map.entry("outage", this::outage),
            Map.entry("power_cut", (fields, when) -> powerCut(fields, when, PowerCut.MASTS_HOLD)),
            Map.entry("throttling", this::throttling),
            Map.entry("blocking", this::blocking),
            Map.entry("international_cut", (fields, when) -> new InternationalCut(when)),
            Map.entry("tls_interception", this::tlsInterception),
            Map.entry("target_down", (fields, when) -> new TargetDown(when, targets(fields))),
            Map.entry("target_hiccups", this::targetHiccups),
            Map.entry("collector_unreachable", (fields, when) -> new CollectorUnreachable(when)),
            Map.entry("congestion", EventReader::congestion),
            Map.entry("movement", this::movement),
            Map.entry("wifi_refuge", EventReader::wifiRefuge),
            Map.entry("collector_failure", this::collectorFailure),
            Map.entry("collector_restart", this::collectorFailure),
            Map.entry("software_release", this::softwareRelease),
            Map.entry("fleet_restart", EventReader::fleetRestart),
            Map.entry("clock_skew", EventReader::clockSkew),
            Map.entry("sleep_wave", (fields, when) -> new SleepWave(when, fields.number("factor", 0, 1000, 5))),
            Map.entry("forged_flood", EventReader::forgedFlood)));

    /** {@code scenario} has everything but its events. */
    EventReader(Scenario scenario, Selectors selectors) {
        this.selectors = selectors;
        this.targets = scenario.targets();
        this.collectors = scenario.collectors();
        this.start = scenario.start();
        this.durationSeconds = scenario.durationSeconds();
    }

    List<Event> read(List<Fields> all) {
        var events = new ArrayList<Event>();
        for (var fields : all) {
            var word = fields.text("kind");
            var kind = kinds.get(word);
            if (kind == null) {
                throw fields.bad(
                        "kind", "expected one of " + String.join(", ", kinds.keySet()) + ", was '" + word + "'");
            }
            events.add(kind.read(fields, occurrence(fields, word)));
            fields.done();
        }
        return events;
    }

    private Occurrence occurrence(Fields fields, String word) {
        // By number within its kind: a new event of another kind changes no other event's chance.
        var ordinal = ordinals.merge(word, 1, Integer::sum);
        var from = fields.number("start_s", 0, durationSeconds);
        var until = fields.number("end_s", 0, durationSeconds, Double.NaN);
        if (until <= from) {
            throw fields.bad("end_s", "expected more than start_s");
        }
        var span = new Span(
                start + Math.round(1000 * from), Double.isNaN(until) ? Span.OPEN : start + Math.round(1000 * until));
        return new Occurrence(word, Draws.salt(0, word + " " + ordinal), span, selectors.scope(fields, word));
    }

    private Event shutdown(Fields fields, Occurrence when) {
        if (when.scope().networks().size() < 2) {
            throw fields.bad("networks", "expected two or more for a shutdown; one is a network_outage");
        }
        return cut(fields, when, IncidentKind.SHUTDOWN);
    }

    private Event networkOutage(Fields fields, Occurrence when) {
        if (when.scope().networks().size() != 1) {
            throw fields.bad("networks", "expected exactly one for a network_outage");
        }
        return cut(fields, when, IncidentKind.NETWORK_OUTAGE);
    }

    private Event outage(Fields fields, Occurrence when) {
        var power = fields.has("cause")
                && fields.word(
                        "cause",
                        word -> Optional.ofNullable(
                                Map.of("cut", false, "power", true).get(word)),
                        "cut or power");
        return power ? powerCut(fields, when, fields.millis("masts_s", 180)) : cut(fields, when, IncidentKind.OUTAGE);
    }

    private static Event powerCut(Fields fields, Occurrence when, long mastsMillis) {
        return new PowerCut(when, fields.millis("ragged_s", 120), mastsMillis);
    }

    private static Event cut(Fields fields, Occurrence when, IncidentKind kind) {
        var flapping = new Cut.Flapping(fields.millis("flap_period_s", 0), fields.number("flap_pause", 0, 1, 0.5));
        return new Cut(when, kind, fields.millis("ramp_s", 0), fields.number("leak", 0, 1, 0), flapping);
    }

    private Event throttling(Fields fields, Occurrence when) {
        var words = fields.texts("classes");
        var named = fields.has("targets") ? targets(fields) : Set.<String>of();
        if (!words.isEmpty() && !named.isEmpty()) {
            throw fields.bad("targets", "expected either 'classes' or 'targets'");
        }
        var classes = words.stream()
                .map(word -> TargetClass.ofWord(word)
                        .orElseThrow(() -> fields.bad(
                                "classes", "expected international, domestic, platform or site, was '" + word + "'")))
                .collect(Collectors.toSet());
        return new Throttling(
                when,
                classes.isEmpty() ? Set.of(TargetClass.PLATFORM, TargetClass.SITE) : classes,
                named,
                fields.number("rtt_factor", 1, 1000, 6),
                fields.number("kbps_factor", 0, 1, 0.05),
                fields.number("failures", 0, 1, 0.05));
    }

    private Event blocking(Fields fields, Occurrence when) {
        var method = fields.word(
                "method",
                word -> Stream.of(Blocking.Method.values())
                        .filter(m -> m.word().equals(word))
                        .findAny(),
                "dns, ip, tcp, tls or http");
        return new Blocking(when, targets(fields), method);
    }

    private Event tlsInterception(Fields fields, Occurrence when) {
        var issuer = fields.optionalText("issuer").orElse(INTERCEPTOR);
        return new TlsInterception(when, targets(fields), TargetReader.certificate(issuer, "interceptor"));
    }

    private Event targetHiccups(Fields fields, Occurrence when) {
        var every = fields.millis("every_s", 7200);
        var down = fields.millis("down_s", 30);
        if (down > every) {
            throw fields.bad("down_s", "expected no more than every_s");
        }
        return new TargetHiccups(when, targets(fields), every, down, fields.number("share", 0, 1, 0.3));
    }

    private Set<String> targets(Fields fields) {
        var named = fields.texts("targets");
        if (named.isEmpty()) {
            throw fields.bad("targets", "is required");
        }
        for (var name : named) {
            if (targets.stream().noneMatch(target -> target.name().equals(name))) {
                throw fields.bad("targets", "the scenario has no target '" + name + "'");
            }
        }
        return Set.copyOf(named);
    }

    private static Event congestion(Fields fields, Occurrence when) {
        return new Congestion(
                when,
                fields.millis("rise_s", 900),
                fields.number("loss", 0, 0.9, 0.15),
                fields.number("rtt_factor", 1, 100, 4));
    }

    private Event movement(Fields fields, Occurrence when) {
        return new Movement(
                when,
                selectors.places(fields, "to"),
                fields.number("share", 0, 1, 0.3),
                fields.millis("gathering_s", 1800));
    }

    private static Event wifiRefuge(Fields fields, Occurrence when) {
        return new WifiRefuge(
                when, GroupReader.network(fields), fields.number("share", 0, 1, 0.3), fields.millis("leaving_s", 600));
    }

    private Event collectorFailure(Fields fields, Occurrence when) {
        var named = fields.texts("collectors");
        for (var name : named) {
            if (!collectors.contains(name)) {
                throw fields.bad("collectors", "expected some of " + collectors + ", was '" + name + "'");
            }
        }
        if (named.isEmpty()) {
            throw fields.bad("collectors", "is required");
        }
        return new CollectorFailure(when, Set.copyOf(named), fields.flag("ticking", false));
    }

    private Event softwareRelease(Fields fields, Occurrence when) {
        if (!selectors.runs(fields.text("from"))) {
            throw fields.bad("from", "no group of probes runs '" + fields.text("from") + "'");
        }
        return new SoftwareRelease(
                when,
                fields.text("from"),
                fields.text("to"),
                fields.millis("spread_s", 60),
                fields.millis("down_s", 180));
    }

    private static Event fleetRestart(Fields fields, Occurrence when) {
        return new FleetRestart(when, fields.millis("spread_s", 20), fields.millis("down_s", 60));
    }

    private static Event clockSkew(Fields fields, Occurrence when) {
        return new ClockSkew(
                when,
                fields.number("share", 0, 1, 1),
                Math.round(1000 * fields.number("offset_s", -86_400, 86_400, 0)),
                fields.millis("scatter_s", 0));
    }

    private static Event forgedFlood(Fields fields, Occurrence when) {
        return new ForgedFlood(when, fields.integer("per_cell", 1, 10_000), GroupReader.invite(fields));
    }
}
