package kz.dabyl.simulator;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kz.dabyl.model.Access;
import kz.dabyl.simulator.event.ProbeKind;
import kz.dabyl.simulator.event.Scope;

/** What the words {@code places} and {@code networks} of an event mean, given the probes of its scenario. */
final class Selectors {

    private static final String ALL = "all";

    /** Kinds that touch fixed lines too unless they say otherwise. */
    private static final Set<String> WHATEVER_ACCESS = Set.of(
            "outage",
            "power_cut",
            "blackout",
            "blocking",
            "international_cut",
            "tls_interception",
            "target_down",
            "collector_unreachable",
            "fleet_restart",
            "clock_skew");

    /** Kinds that are not about places. */
    private static final Set<String> PLACELESS =
            Set.of("collector_failure", "collector_restart", "software_release", "target_hiccups");

    private final PlaceBook book;
    private final List<ProbeGroup> groups;

    Selectors(PlaceBook book, List<ProbeGroup> groups) {
        this.book = book;
        this.groups = groups.stream().filter(g -> g.kind() != ProbeKind.WITNESS).toList();
    }

    /** Whether any probe at home runs this version. */
    boolean runs(String software) {
        return groups.stream().anyMatch(group -> group.software().containsKey(software));
    }

    Scope scope(Fields fields, String kind) {
        if (PLACELESS.contains(kind)) {
            return Scope.NOWHERE;
        }
        var places = Set.copyOf(places(fields, "places"));
        var networks = networks(fields, WHATEVER_ACCESS.contains(kind) ? ALL : "mobile");
        var scope = new Scope(places, networks);
        if (groups.stream().noneMatch(group -> touches(scope, group))) {
            throw fields.bad("places", "no probe lives there in these networks");
        }
        return scope;
    }

    private static boolean touches(Scope scope, ProbeGroup group) {
        return group.places().stream().anyMatch(scope.places()::contains)
                && group.headcounts().stream().anyMatch(h -> scope.networks().contains(h.network()));
    }

    /** Places by name; all at home where nothing is said. */
    List<String> places(Fields fields, String name) {
        var named = fields.texts(name);
        if (named.isEmpty() || named.equals(List.of(ALL))) {
            return groups.stream()
                    .flatMap(group -> group.places().stream())
                    .distinct()
                    .toList();
        }
        return book.resolve(named, fields.pointer(name));
    }

    private Set<String> networks(Fields fields, String otherwise) {
        var named = fields.texts("networks");
        var words = named.isEmpty() ? List.of(otherwise) : named;
        var known = networks(Access.MOBILE, Access.FIXED).collect(Collectors.toCollection(TreeSet::new));
        var networks = new HashSet<String>();
        for (var word : words) {
            switch (word) {
                case ALL -> networks.addAll(known);
                case "mobile" -> networks(Access.MOBILE).forEach(networks::add);
                case "fixed" -> networks(Access.FIXED).forEach(networks::add);
                default -> {
                    if (!known.contains(word)) {
                        throw fields.bad(
                                "networks", "expected all, mobile, fixed or some of " + known + ", was '" + word + "'");
                    }
                    networks.add(word);
                }
            }
        }
        return networks;
    }

    private Stream<String> networks(Access... accesses) {
        return groups.stream()
                .filter(group -> List.of(accesses).contains(group.kind().access()))
                .flatMap(group -> group.headcounts().stream())
                .map(ProbeGroup.Headcount::network);
    }
}
