package kz.dabyl.probe.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * By which device this machine reaches the Internet, as Linux tells it; by IPv4, or where that leads nowhere by IPv6.
 *
 * @param folder where the kernel shows its tables
 */
record DefaultRoute(Path folder) {

    static final DefaultRoute OF_SYSTEM = new DefaultRoute(Path.of("/proc/net"));

    private static final String NOWHERE = "0".repeat(8);
    private static final String NOWHERE_6 = "0".repeat(32);
    private static final long UP = 1;

    private record Way(String device, long metric) {}

    /** Empty where the system does not tell, or has no way out at the moment. */
    Optional<String> device() {
        return best(lines("route").flatMap(DefaultRoute::way))
                .or(() -> best(lines("ipv6_route").flatMap(DefaultRoute::way6)));
    }

    private static Optional<String> best(Stream<Way> ways) {
        return ways.min(Comparator.comparingLong(Way::metric)).map(Way::device);
    }

    private Stream<String[]> lines(String table) {
        try {
            return Files.readAllLines(folder.resolve(table)).stream()
                    .map(line -> line.strip().split("\\s+", -1));
        } catch (IOException e) {
            return Stream.of();
        }
    }

    /** Device, destination, gateway, flags, two counters, metric, mask. */
    private static Stream<Way> way(String[] words) {
        var leads = words.length > 7 && List.of(words[1], words[7]).equals(List.of(NOWHERE, NOWHERE)) && up(words[3]);
        return leads ? Stream.of(new Way(words[0], Long.parseLong(words[6]))) : Stream.of();
    }

    /** Destination, its length, source, its length, gateway, metric, two counters, flags, device. What leads to lo is refused. */
    private static Stream<Way> way6(String[] words) {
        var leads = words.length > 9
                && words[0].equals(NOWHERE_6)
                && words[1].equals("00")
                && up(words[8])
                && !words[9].equals("lo");
        return leads ? Stream.of(new Way(words[9], Long.parseLong(words[5], 16))) : Stream.of();
    }

    private static boolean up(String flags) {
        return (Long.parseLong(flags, 16) & UP) != 0;
    }
}
