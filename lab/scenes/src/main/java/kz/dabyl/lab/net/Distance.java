package kz.dabyl.lab.net;

import java.io.IOException;

/**
 * How long packets are on their way: a few milliseconds through the core of an operator, and far more to the world, where some
 * get lost too. Only what leaves a device waits, so a round trip is as long as one way here. Stateless.
 */
final class Distance {

    private static final String TRIAL =
            "tc qdisc add dev lo root netem delay 1ms 1ms loss 0.1%\ntc qdisc del dev lo root\n";

    private Distance() {}

    /** Lays it; {@code false} where the kernel has no netem, and then everything is near. */
    static boolean lay(Namespaces namespaces) throws IOException, InterruptedException {
        if (!possible(namespaces)) {
            return false;
        }
        delay(namespaces, Topology.GATEWAY, Topology.WORLD, "delay 40ms 5ms loss 0.1%");
        for (var operator : Operator.values()) {
            delay(namespaces, operator.core(), Topology.EXCHANGE, "delay 3ms 1ms");
        }
        return true;
    }

    private static boolean possible(Namespaces namespaces) throws InterruptedException {
        try {
            namespaces.script(Topology.GATEWAY, TRIAL);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static void delay(Namespaces namespaces, String name, String device, String how)
            throws IOException, InterruptedException {
        namespaces.script(name, "tc qdisc add dev " + device + " root netem " + how + "\n");
    }
}
