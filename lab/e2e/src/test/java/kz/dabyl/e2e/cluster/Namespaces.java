package kz.dabyl.e2e.cluster;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A network namespace for each place, joined by a bridge on which the test itself has an address, the first of the net. A place can be cut off from
 * all others by its own packet filter: what is sent then vanishes, as on a broken line. Needs root, ip and nft.
 */
public final class Namespaces implements Ground {

    private static final int FIRST = 10;
    private static final String CUT = """
            table inet cut {
              chain in { type filter hook input priority 0; iifname != "lo" drop; }
              chain out { type filter hook output priority 0; oifname != "lo" drop; }
            }
            """;

    private final String bridge;
    private final String net;
    private final int places;
    private final AtomicInteger ports = new AtomicInteger(9_000);

    private Namespaces(String bridge, String net, int places) {
        this.bridge = bridge;
        this.net = net;
        this.places = places;
    }

    /** Whether they can be had on this machine, tried out under the name and with the addresses that are meant. */
    public static boolean available(String bridge, String net) {
        try (var one = open(bridge, net, 1)) {
            one.cut(0);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * @param bridge of at most twelve letters; tests that run at the same time have bridges and nets of their own
     * @param net the first three numbers of its addresses and a dot
     * @throws IOException if this machine does not let us
     */
    public static Namespaces open(String bridge, String net, int places) throws IOException {
        var made = new Namespaces(bridge, net, places);
        made.close();
        try {
            run("", "ip", "link", "add", bridge, "type", "bridge");
            run("", "ip", "address", "add", net + "1/24", "dev", bridge);
            run("", "ip", "link", "set", bridge, "up");
            for (var place = 0; place < places; place++) {
                made.add(place);
            }
            return made;
        } catch (IOException e) {
            made.close();
            throw e;
        }
    }

    private void add(int place) throws IOException {
        var name = name(place);
        var outside = bridge + "-v" + place;
        run("", "ip", "netns", "add", name);
        run("", "ip", "link", "add", outside, "type", "veth", "peer", "name", "inside", "netns", name);
        run("", "ip", "link", "set", outside, "master", bridge, "up");
        run("", "ip", "-n", name, "address", "add", host(place) + "/24", "dev", "inside");
        run("", "ip", "-n", name, "link", "set", "inside", "up");
        run("", "ip", "-n", name, "link", "set", "lo", "up");
    }

    private String name(int place) {
        return bridge + "-" + place;
    }

    @Override
    public String host(int place) {
        return net + (FIRST + place);
    }

    /** Nobody else is there. */
    @Override
    public int freePort(int place) {
        return ports.incrementAndGet();
    }

    @Override
    public List<String> enter(int place) {
        return List.of("ip", "netns", "exec", name(place));
    }

    /** From now on nothing gets in or out. */
    public void cut(int place) throws IOException {
        run(CUT, "ip", "netns", "exec", name(place), "nft", "-f", "-");
    }

    void mend(int place) throws IOException {
        run("", "ip", "netns", "exec", name(place), "nft", "delete", "table", "inet", "cut");
    }

    private static void run(String input, String... command) throws IOException {
        var process = new ProcessBuilder(new ArrayList<>(List.of(command)))
                .redirectErrorStream(true)
                .start();
        try (var in = process.getOutputStream()) {
            in.write(input.getBytes(StandardCharsets.UTF_8));
        }
        try {
            var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(20, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IOException(String.join(" ", command) + ": " + said);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /** Takes away what there is of it; also what a run left that was killed. */
    @Override
    public void close() {
        for (var place = 0; place < places; place++) {
            tryTo("ip", "netns", "del", name(place));
        }
        tryTo("ip", "link", "del", bridge);
    }

    private static void tryTo(String... command) {
        try {
            run("", command);
        } catch (IOException e) {
            // It was not there.
        }
    }
}
