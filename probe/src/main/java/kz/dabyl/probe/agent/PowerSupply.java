package kz.dabyl.probe.agent;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import kz.dabyl.model.Power;

/** What feeds this machine, as Linux tells it. Thread-safe. */
public record PowerSupply(Path folder) {

    public static final PowerSupply OF_SYSTEM = new PowerSupply(Path.of("/sys/class/power_supply"));

    private static final int LOW_PERCENT = 10;

    /** Empty where the system does not tell. */
    public Optional<Power> now() {
        var mains = false;
        try {
            for (var supply : supplies()) {
                var battery = read(supply, "type").equals("Battery");
                var discharging = battery && read(supply, "status").equals("Discharging");
                if (discharging) {
                    return Optional.of(low(supply) ? Power.LOW : Power.BATTERY);
                }
                mains |= battery || read(supply, "online").equals("1");
            }
        } catch (IOException | UncheckedIOException e) {
            // A supply that was taken away meanwhile.
            return Optional.empty();
        }
        return mains ? Optional.of(Power.MAINS) : Optional.empty();
    }

    /** Those of the machine itself: mice and keyboards have batteries too. */
    private Iterable<Path> supplies() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        var supplies = new ArrayList<Path>();
        try (var found = Files.list(folder)) {
            for (var supply : found.sorted().toList()) {
                if (!read(supply, "scope").equals("Device")) {
                    supplies.add(supply);
                }
            }
        }
        return supplies;
    }

    /** Some batteries tell no number. */
    private static boolean low(Path supply) throws IOException {
        var percent = read(supply, "capacity");
        return percent.matches("[0-9]{1,3}")
                ? Integer.parseInt(percent) <= LOW_PERCENT
                : read(supply, "capacity_level").matches("Low|Critical");
    }

    private static String read(Path supply, String name) throws IOException {
        var file = supply.resolve(name);
        return Files.isReadable(file) ? Files.readString(file).strip() : "";
    }
}
