package kz.dabyl.probe.command;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import kz.dabyl.probe.keep.StateFolder;
import picocli.CommandLine.Option;

/** Where a probe keeps what it keeps. */
final class StateOption {

    @Option(
            names = "--state",
            paramLabel = "DIR",
            description = "Where identity, key and kept reports are (default: what systemd gives, else"
                    + " ~/.local/state/dabyl-probe).")
    private Optional<Path> state = Optional.empty();

    StateFolder folder(Map<String, String> environment) {
        return new StateFolder(state.orElseGet(() -> usual(environment)));
    }

    private static Path usual(Map<String, String> environment) {
        var given = environment.getOrDefault("STATE_DIRECTORY", "");
        if (!given.isEmpty()) {
            return Path.of(given.split(":", -1)[0]);
        }
        var home = environment.getOrDefault("XDG_STATE_HOME", "");
        return (home.isEmpty() ? Path.of(environment.getOrDefault("HOME", "."), ".local", "state") : Path.of(home))
                .resolve("dabyl-probe");
    }
}
