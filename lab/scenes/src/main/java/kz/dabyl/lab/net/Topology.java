package kz.dabyl.lab.net;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The networks of the lab, as docs/lab.md draws them: customers behind the core of their operator, the operators and what
 * is at home at one exchange, the world behind one gateway, and the service at both. Stateless.
 */
public final class Topology {

    public static final String GATEWAY = "gate";
    public static final String HOME = "home";
    public static final String FAR = "far";
    public static final String WITNESS = "witness";
    public static final String CENTRE = "centre";

    /** Name of a bridge, and of each device that leads to it. */
    static final String EXCHANGE = "ix";

    static final String WORLD = "world";

    private static final String FORWARDING = "echo 1 >/proc/sys/net/ipv4/ip_forward\n";

    private final Namespaces namespaces;
    private final List<Place> places;

    private Topology(Namespaces namespaces, List<Place> places) {
        this.namespaces = namespaces;
        this.places = places;
    }

    /**
     * Builds all of it, with these districts.
     *
     * @return whether the world is as far away as it should be; else this machine's kernel cannot delay packets
     */
    public static boolean build(Namespaces namespaces, List<Place> places) throws IOException, InterruptedException {
        new Topology(namespaces, places).build();
        return Distance.lay(namespaces);
    }

    private void build() throws IOException, InterruptedException {
        for (var bridge : List.of(EXCHANGE, WORLD)) {
            namespaces.make(bridge);
            namespaces.script(bridge, "ip link set lo up\nip link add lan type bridge\nip link set lan up\n");
        }
        var customers = Stream.of(Operator.values())
                .map(o -> "ip route add " + o.subnet() + " via " + Plan.AT_HOME + o.number() + "\n")
                .collect(Collectors.joining());
        for (var operator : Operator.values()) {
            member(operator.core(), List.of(Plan.AT_HOME + operator.number()), List.of());
            districts(operator);
        }
        member(GATEWAY, List.of(Plan.GATEWAY_AT_HOME), List.of(Plan.GATEWAY_ABROAD));
        namespaces.script(GATEWAY, FORWARDING + customers);
        member(
                CENTRE,
                List.of(Plan.COLLECTOR_AT_HOME, Plan.BACKUP_AT_HOME),
                List.of(Plan.COLLECTOR_ABROAD, Plan.BACKUP_ABROAD));
        namespaces.script(CENTRE, customers);
        var home = new ArrayList<>(Plan.sites(true));
        Stream.of(Operator.values()).map(Operator::resolver).forEach(home::add);
        home.add(Plan.INTERCEPTOR);
        member(HOME, home, List.of());
        namespaces.script(HOME, customers + "ip route add default via " + Plan.GATEWAY_AT_HOME + "\n");
        var far = new ArrayList<>(Plan.sites(false));
        far.add(Plan.RESOLVER_ABROAD);
        member(FAR, List.of(), far);
        member(WITNESS, List.of(), List.of(Plan.WITNESS));
        for (var abroad : List.of(FAR, WITNESS)) {
            namespaces.script(abroad, "ip route add default via " + Plan.GATEWAY_ABROAD + "\n");
        }
    }

    /** A namespace with these addresses at the exchange and in the world. */
    private void member(String name, List<String> home, List<String> abroad) throws IOException, InterruptedException {
        namespaces.make(name);
        namespaces.script(name, "ip link set lo up\n");
        attach(EXCHANGE, name, home);
        attach(WORLD, name, abroad);
    }

    private void attach(String bridge, String name, List<String> addresses) throws IOException, InterruptedException {
        if (addresses.isEmpty()) {
            return;
        }
        namespaces.link(bridge, name, name, bridge);
        namespaces.script(bridge, "ip link set " + name + " master lan up\n");
        var commands = new StringBuilder();
        addresses.forEach(address -> commands.append("ip address add " + address + "/24 dev " + bridge + "\n"));
        namespaces.script(name, commands + "ip link set " + bridge + " up\n");
    }

    private void districts(Operator operator) throws IOException, InterruptedException {
        var core = new StringBuilder(FORWARDING);
        for (var place : places) {
            var customers = operator.customers(place);
            var device = operator.towards(place);
            var subnet = operator.subnet(place);
            namespaces.make(customers);
            namespaces.link(operator.core(), device, customers, "wan");
            core.append("ip address add " + subnet + "1/24 dev " + device + "\nip link set " + device + " up\n");
            namespaces.script(
                    customers,
                    "ip link set lo up\nip address add " + subnet + "2/24 dev wan\nip link set wan up\n"
                            + "ip route add default via " + subnet + "1\n");
        }
        namespaces.script(operator.core(), core + "ip route add default via " + Plan.GATEWAY_AT_HOME + "\n");
    }
}
