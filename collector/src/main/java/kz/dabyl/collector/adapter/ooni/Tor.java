package kz.dabyl.collector.adapter.ooni;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import kz.dabyl.collector.adapter.Field;
import kz.dabyl.model.Ping;
import kz.dabyl.model.PingError;

/**
 * The test {@code tor}: whether its authorities and relays, and its default bridges, can be connected to. A group answers
 * if half of it does: some are always down. What fails after the connection is the bridges' own affair, since probes learn
 * their keys late.
 */
final class Tor {

    private static final Set<String> OPEN = Set.of("dir_port", "or_port", "or_port_dirauth");
    private static final Set<String> BRIDGES = Set.of("obfs4");

    private Tor() {}

    static List<Ping> pings(Field keys) {
        var targets = keys.at("targets").members();
        return Stream.of(group(targets, OPEN, "platform/tor"), group(targets, BRIDGES, "platform/tor-bridges"))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<Ping> group(List<Field> targets, Set<String> protocols, String name) {
        var failures = new ArrayList<PingError>();
        var members = 0;
        for (var target : targets) {
            if (protocols.contains(target.at("target_protocol").text().orElse(""))) {
                members++;
                connectionFailure(target)
                        .map(failure -> Failures.error(failure).orElse(PingError.UNREACHABLE))
                        .ifPresent(failures::add);
            }
        }
        if (members == 0) {
            return Optional.empty();
        }
        return Optional.of(
                2 * failures.size() <= members ? Ping.answered(name, Double.NaN) : Ping.failed(name, failures.get(0)));
    }

    private static Optional<String> connectionFailure(Field target) {
        var connect = target.at("summary").at("connect");
        return Failures.in(connect.isAbsent() ? target.at("failure") : connect.at("failure"));
    }
}
