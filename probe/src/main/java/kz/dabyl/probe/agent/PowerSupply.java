package kz.dabyl.probe.agent;

import java.io.IOException;
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
                    return Optional.of(percent(supply) <= LOW_PERCENT ? Power.LOW : Power.BATTERY);
                }
                mains |= battery || read(supply, "online").equals("1");
            }
        } catch (IOException e) {
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

    private static int percent(Path supply) throws IOException {
        var text = read(supply, "capacity");
        return text.matches("[0-9]{1,3}") ? Integer.parseInt(text) : 100;
    }

    private static String read(Path supply, String name) throws IOException {
        var file = supply.resolve(name);
        return Files.isReadable(file) ? Files.readString(file).strip() : "";
    }
}
