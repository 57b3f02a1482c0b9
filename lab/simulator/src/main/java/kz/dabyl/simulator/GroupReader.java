package kz.dabyl.simulator;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import kz.dabyl.model.Access;
import kz.dabyl.simulator.event.ProbeKind;
import kz.dabyl.simulator.event.Span;
import kz.dabyl.simulator.event.Target;

/** Reads the groups of probes of a scenario. */
final class GroupReader {

    static final Pattern NETWORK = Pattern.compile("[0-9]{3}-[0-9]{2,3}|AS[0-9]{1,10}");

    private static final Pattern INVITE = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final String FIXED_NETWORK = "AS9198";
    private static final int MAX_PROBES = 100_000;
    private static final int MAX_SOFTWARE = 128;

    private final PlaceBook places;
    private final Map<String, Double> shares;
    private final List<String> collectors;
    private final List<Target> targets;
    private final long start;

    /**
     * @param shares mobile networks and their shares
     * @param targets of the scenario
     * @param start of the scenario, epoch milliseconds
     */
    GroupReader(
            PlaceBook places, Map<String, Double> shares, List<String> collectors, List<Target> targets, long start) {
        this.places = places;
        this.shares = shares;
        this.collectors = collectors;
        this.targets = targets;
        this.start = start;
    }

    List<ProbeGroup> read(List<Fields> all) {
        var groups = new LinkedHashMap<String, ProbeGroup>();
        for (var fields : all) {
            var group = read(fields);
            if (groups.put(group.name(), group) != null) {
                throw fields.bad("name", "another group is called '" + group.name() + "' already");
            }
        }
        return List.copyOf(groups.values());
    }

    private ProbeGroup read(Fields fields) {
        var kinds = Arrays.stream(ProbeKind.values()).map(ProbeKind::word).toList();
        var kind = fields.word(
                "kind",
                word -> Arrays.stream(ProbeKind.values())
                        .filter(k -> k.word().equals(word))
                        .findAny(),
                String.join(", ", kinds));
        var selectors = fields.texts("places");
        if (selectors.isEmpty()) {
            throw fields.bad("places", "is required");
        }
        var group = new ProbeGroup(
                fields.optionalText("name").orElse(kind.word()),
                kind,
                places.resolve(selectors, fields.pointer("places")),
                headcounts(fields, networks(fields, kind)),
                habits(fields, kind),
                pings(fields),
                software(fields),
                fields.optionalText("collector"),
                invitation(fields),
                present(fields));
        group.collector().filter(c -> !collectors.contains(c)).ifPresent(c -> {
            throw fields.bad("collector", "expected one of " + collectors + ", was '" + c + "'");
        });
        fields.done();
        return group;
    }

    private List<String> networks(Fields fields, ProbeKind kind) {
        var named = fields.texts("networks");
        if (named.equals(List.of("mobile")) || (named.isEmpty() && kind.access() == Access.MOBILE)) {
            return List.copyOf(shares.keySet());
        }
        if (named.isEmpty()) {
            if (kind == ProbeKind.WITNESS) {
                throw fields.bad("networks", "is required for a witness");
            }
            return List.of(FIXED_NETWORK);
        }
        for (var network : named) {
            if (!NETWORK.matcher(network).matches()) {
                throw fields.bad("networks", "expected mobile, MCC-MNC or AS…, was '" + network + "'");
            }
        }
        return named;
    }

    /** The field {@code network}: a fixed line. */
    static String network(Fields fields) {
        var network = fields.optionalText("network").orElse(FIXED_NETWORK);
        if (!NETWORK.matcher(network).matches()) {
            throw fields.bad("network", "expected MCC-MNC or AS…, was '" + network + "'");
        }
        return network;
    }

    private List<ProbeGroup.Headcount> headcounts(Fields fields, List<String> networks) {
        if (fields.has("per_cell") == fields.has("per_place")) {
            throw fields.bad("per_cell", "expected either 'per_cell' or 'per_place'");
        }
        if (fields.has("per_cell")) {
            var perCell = fields.integer("per_cell", 1, MAX_PROBES);
            return networks.stream()
                    .map(network -> new ProbeGroup.Headcount(network, perCell))
                    .toList();
        }
        for (var network : networks) {
            if (!shares.containsKey(network)) {
                throw fields.bad("per_place", "the scenario's 'networks' give no share for " + network);
            }
        }
        return split(fields.integer("per_place", 1, MAX_PROBES), networks);
    }

    /** By largest remainders, so that the sum is right. */
    private List<ProbeGroup.Headcount> split(int probes, List<String> networks) {
        var total = networks.stream().mapToDouble(this::share).sum();
        var exact = networks.stream().collect(Collectors.toMap(n -> n, n -> probes * share(n) / total));
        var given = exact.values().stream().mapToInt(Double::intValue).sum();
        var favoured = networks.stream()
                .sorted(Comparator.comparingDouble(
                                (String n) -> Math.floor(exact.getOrDefault(n, 0.0)) - exact.getOrDefault(n, 0.0))
                        .thenComparing(Comparator.naturalOrder()))
                .limit(probes - given)
                .toList();
        var headcounts = new ArrayList<ProbeGroup.Headcount>();
        for (var network : networks) {
            var whole = exact.getOrDefault(network, 0.0).intValue();
            headcounts.add(new ProbeGroup.Headcount(network, whole + (favoured.contains(network) ? 1 : 0)));
        }
        return headcounts;
    }

    private double share(String network) {
        return shares.getOrDefault(network, 0.0);
    }

    private static Optional<Invitation> invitation(Fields fields) {
        var vouched = fields.flag("vouched", false);
        var invite = invite(fields);
        if (vouched && invite.isEmpty()) {
            throw fields.bad("vouched", "needs an 'invite'");
        }
        return invite.map(name -> new Invitation(name, vouched));
    }

    /** The field {@code invite}: by which they came, where the log says so. */
    static Optional<String> invite(Fields fields) {
        var invite = fields.optionalText("invite");
        invite.filter(name -> !INVITE.matcher(name).matches()).ifPresent(name -> {
            throw fields.bad("invite", "expected " + Invitation.PER_PROBE + " or " + INVITE + ", was '" + name + "'");
        });
        return invite;
    }

    /** All of the scenario's targets, none, or those that are named. */
    private List<Target> pings(Fields fields) {
        var named = fields.texts("pings");
        if (named.isEmpty() || named.equals(List.of("all"))) {
            return targets;
        }
        if (named.equals(List.of("none"))) {
            return List.of();
        }
        var known = targets.stream().map(Target::name).toList();
        for (var name : named) {
            if (!known.contains(name)) {
                throw fields.bad("pings", "expected all, none or some of " + known + ", was '" + name + "'");
            }
        }
        return targets.stream().filter(target -> named.contains(target.name())).toList();
    }

    private static Habits habits(Fields fields, ProbeKind kind) {
        var usual = Habits.of(kind);
        var minLoss = fields.number("min_loss", 0, 0.9, usual.minLoss());
        var maxLoss = fields.number("max_loss", 0, 0.9, Math.max(minLoss, usual.maxLoss()));
        if (maxLoss < minLoss) {
            throw fields.bad("max_loss", "expected at least min_loss, " + minLoss + ", was " + maxLoss);
        }
        var promises = fields.flag("promises", true);
        var interval = promises
                ? fields.integer("interval_s", 1, 3600, usual.intervalSeconds())
                : fields.integer("mean_gap_s", 1, 86_400);
        return new Habits(
                promises,
                interval,
                jitter(fields, interval, usual),
                minLoss,
                maxLoss,
                fields.number("latency_ms", 1, 10_000, usual.latencyMillis()),
                fields.number("moves_per_day", 0, 1000, usual.movesPerDay()),
                (int) fields.millis("clock_error_s", usual.clockErrorMillis() / 1000.0),
                sleep(fields.object("sleep"), promises ? usual.sleep() : Habits.Sleep.NONE),
                secondPath(fields.object("second_path")));
    }

    /** At most the interval, so that no round overtakes the one before. */
    private static int jitter(Fields fields, int intervalSeconds, Habits usual) {
        var seconds = Math.min(usual.jitterMillis() / 1000.0, intervalSeconds / 2.0);
        return (int) (1000 * fields.number("jitter_s", 0, intervalSeconds, seconds));
    }

    private static Habits.Sleep sleep(Fields fields, Habits.Sleep usual) {
        var sleep = new Habits.Sleep(
                fields.number("per_day", 0, 1000, usual.perDay()),
                fields.number("mean_s", 1, 86_400, Math.max(1, usual.meanSeconds())),
                fields.number("goodbyes", 0, 1, usual.goodbyes()),
                fields.number("empties", 0, 1, usual.empties()));
        if (sleep.goodbyes() + sleep.empties() > 1) {
            throw fields.bad("goodbyes", "expected at most 1 together with 'empties'");
        }
        fields.done();
        return sleep;
    }

    private static Habits.SecondPath secondPath(Fields fields) {
        var path = new Habits.SecondPath(
                fields.number("share", 0, 1, 0), fields.optionalText("network").orElse(FIXED_NETWORK));
        fields.done();
        return path;
    }

    private static Map<String, Double> software(Fields fields) {
        var shares = fields.take("software").isObject()
                ? fields.numbers("software", 0, 1e6)
                : Map.of(fields.optionalText("software").orElse(Roster.SOFTWARE), 1.0);
        for (var version : shares.keySet()) {
            if (version.isEmpty() || version.length() > MAX_SOFTWARE) {
                throw fields.bad("software", "expected 1 to " + MAX_SOFTWARE + " characters, were " + version.length());
            }
        }
        return shares;
    }

    private Span present(Fields fields) {
        var from = fields.has("from_s") ? start + fields.millis("from_s", 0) : Span.ALWAYS.start();
        var until = fields.has("until_s") ? start + fields.millis("until_s", 0) : Span.OPEN;
        if (until <= from) {
            throw fields.bad("until_s", "expected more than from_s");
        }
        return new Span(from, until);
    }
}
