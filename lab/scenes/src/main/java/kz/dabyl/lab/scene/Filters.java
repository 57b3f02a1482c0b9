package kz.dabyl.lab.scene;

import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import kz.dabyl.lab.net.ClientHello;
import kz.dabyl.lab.net.Namespaces;
import kz.dabyl.lab.net.Operator;
import kz.dabyl.lab.net.Place;
import kz.dabyl.lab.net.Plan;
import kz.dabyl.lab.net.Topology;

/**
 * What operators and gateways do to packets. Filters stand in tables named after their scene, so that scenes overlap and each
 * is undone alone. Stateless.
 */
record Filters(Namespaces namespaces) {

    /** Nothing passes between the customers of a district and their operator. */
    Fault cut(String scene, Operator operator, Place place) {
        var device = operator.towards(place);
        return filter(operator.core(), scene, "iifname " + device + " drop; oifname " + device + " drop;");
    }

    /** Nothing passes through the core of an operator. */
    Fault cut(String scene, Operator operator) {
        return filter(operator.core(), scene, "drop;");
    }

    /** Nothing passes between home and the world. */
    Fault cutGateway(String scene) {
        return filter(Topology.GATEWAY, scene, "drop;");
    }

    /** What the customers of these districts send to an address is dropped. */
    Fault drop(String scene, Operator operator, List<Place> places, String address) {
        return filter(operator.core(), scene, from(operator, places) + " ip daddr " + address + " drop;");
    }

    /** Whoever asks for a site by its name is answered by a reset. */
    Fault reset(String scene, Operator operator, List<Place> places, Plan.Site site) {
        var asks = ClientHello.asksFor(site.host());
        return filter(operator.core(), scene, from(operator, places) + " " + asks + " reject with tcp reset;");
    }

    /** Connections to a site end at the interceptor. */
    Fault intercept(String scene, Operator operator, List<Place> places, Plan.Site site) {
        return table(
                operator.core(),
                scene,
                "type nat hook prerouting priority dstnat; " + from(operator, places) + " ip daddr " + site.address()
                        + " tcp dport 443 dnat to " + Plan.INTERCEPTOR + ";");
    }

    private static String from(Operator operator, List<Place> places) {
        return "iifname { " + places.stream().map(operator::towards).collect(Collectors.joining(", ")) + " }";
    }

    private Fault filter(String namespace, String table, String rules) {
        return table(namespace, table, "type filter hook forward priority filter; " + rules);
    }

    private Fault table(String namespace, String table, String chain) {
        return new Fault() {
            @Override
            public void cut() throws IOException, InterruptedException {
                namespaces.script(
                        namespace,
                        "nft -f - <<'END'\ntable ip " + table + " {\nchain lab {\n" + chain + "\n}\n}\nEND\n");
            }

            @Override
            public void heal() throws IOException, InterruptedException {
                namespaces.script(namespace, "nft delete table ip " + table + "\n");
            }
        };
    }

    /** What comes from a site to a district has to pass a pipe of 256 kbit/s. */
    Fault pipe(Operator operator, Place place, Plan.Site site) {
        var device = operator.towards(place);
        return new Fault() {
            @Override
            public void cut() throws IOException, InterruptedException {
                namespaces.script(operator.core(), """
                        tc qdisc add dev DEVICE root handle 1: htb default 10
                        tc class add dev DEVICE parent 1: classid 1:10 htb rate 1gbit quantum 60000
                        tc class add dev DEVICE parent 1: classid 1:30 htb rate 1gbit quantum 60000
                        tc qdisc add dev DEVICE parent 1:30 handle 30: tbf rate 256kbit burst 2000 limit 24000
                        tc filter add dev DEVICE parent 1: protocol ip u32 match ip src SITE/32 flowid 1:30
                        """.replace("DEVICE", device).replace("SITE", site.address()));
            }

            @Override
            public void heal() throws IOException, InterruptedException {
                namespaces.script(operator.core(), "tc qdisc del dev " + device + " root\n");
            }
        };
    }
}
