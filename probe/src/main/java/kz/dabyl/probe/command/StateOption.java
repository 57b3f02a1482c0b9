package kz.dabyl.probe.command;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
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

    /** Where the unit of {@code deploy} keeps it, behind a link that everybody sees and only root may follow. */
    private static final Path OF_THE_SERVICE = Path.of("/var/lib/dabyl-probe");

    /** Wherever a probe of this machine may keep something, unless one place is given. */
    List<StateFolder> everyFolder(Map<String, String> environment) {
        var usual = folder(environment);
        var service = state.isEmpty()
                && Files.exists(OF_THE_SERVICE, LinkOption.NOFOLLOW_LINKS)
                && !usual.path().equals(OF_THE_SERVICE);
        return service ? List.of(usual, new StateFolder(OF_THE_SERVICE)) : List.of(usual);
    }

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
