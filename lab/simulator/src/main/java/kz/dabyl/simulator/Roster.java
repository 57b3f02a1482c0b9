package kz.dabyl.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import kz.dabyl.model.Cell;
import kz.dabyl.simulator.event.Draws;
import kz.dabyl.simulator.event.ForgedFlood;
import kz.dabyl.simulator.event.ProbeKind;
import kz.dabyl.simulator.event.Traits;

/**
 * All probes of a scenario. What a probe is hangs on the seed, its group's name, its cell and its number there, on
 * nothing else: more probes or groups leave those that were there as they are.
 */
final class Roster {

    /** What invented probes say of themselves when nobody has said otherwise. */
    static final String SOFTWARE = "dabyl-probe/0.1.0";

    private static final long SOFTWARE_LOT = Draws.salt(0, "software");
    private static final long COLLECTOR_LOT = Draws.salt(0, "collector");
    private static final long NAME_BITS = (1L << 48) - 1;

    private Roster() {}

    static List<Member> of(Scenario scenario, long seed) {
        var members = new ArrayList<Member>();
        scenario.groups().forEach(group -> enrol(group, scenario, seed, members));
        for (var event : scenario.events()) {
            if (event instanceof ForgedFlood flood) {
                enrol(invented(flood, scenario), scenario, seed, members);
            }
        }
        return members;
    }

    private static ProbeGroup invented(ForgedFlood flood, Scenario scenario) {
        var when = flood.when();
        // Sorted: the order of an immutable set changes from one run of the JVM to the next.
        var places = List.copyOf(new TreeSet<>(when.scope().places()));
        var headcounts = new TreeSet<>(when.scope().networks())
                .stream()
                        .map(network -> new ProbeGroup.Headcount(network, flood.perCell()))
                        .toList();
        return new ProbeGroup(
                "forged " + when.salt(),
                ProbeKind.FORGED,
                places,
                headcounts,
                Habits.of(ProbeKind.FORGED),
                scenario.targets(),
                Map.of(SOFTWARE, 1.0),
                Optional.empty(),
                flood.invite().map(invite -> new Invitation(invite, false)),
                when.span());
    }

    private static void enrol(ProbeGroup group, Scenario scenario, long seed, List<Member> members) {
        for (var place : group.places()) {
            for (var headcount : group.headcounts()) {
                var cell = new Cell(place, headcount.network(), group.kind().access());
                for (var i = 0; i < headcount.probes(); i++) {
                    members.add(member(group, cell, scenario, Draws.salt(seed, group.name() + "/" + cell + "/" + i)));
                }
            }
        }
    }

    private static Member member(ProbeGroup group, Cell cell, Scenario scenario, long salt) {
        var name = String.format(Locale.ROOT, "p-%012x", salt & NAME_BITS);
        var collectors = scenario.collectors();
        var spread = collectors.get((int) (collectors.size() * Draws.uniform(salt, COLLECTOR_LOT)));
        var traits = new Traits(
                name, group.kind(), cell, group.collector().orElse(spread), software(group.software(), salt), salt);
        return new Member(traits, group);
    }

    private static String software(Map<String, Double> shares, long salt) {
        var total = shares.values().stream().mapToDouble(Double::doubleValue).sum();
        var lot = total * Draws.uniform(salt, SOFTWARE_LOT);
        var chosen = SOFTWARE;
        for (var share : shares.entrySet()) {
            chosen = share.getKey();
            lot -= share.getValue();
            if (lot < 0) {
                break;
            }
        }
        return chosen;
    }
}
