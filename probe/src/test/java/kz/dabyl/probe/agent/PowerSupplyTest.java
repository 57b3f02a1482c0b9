package kz.dabyl.probe.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import kz.dabyl.model.Power;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PowerSupplyTest {

    @TempDir
    private Path folder;

    @Test
    void tellsMainsFromBatteryAndABatteryThatRunsLow() throws IOException {
        supply("AC", Map.of("type", "Mains", "online", "1"));
        supply("BAT0", Map.of("type", "Battery", "status", "Charging", "capacity", "5"));
        var plugged = new PowerSupply(folder).now();
        supply("BAT0", Map.of("type", "Battery", "status", "Discharging", "capacity", "80"));
        var unplugged = new PowerSupply(folder).now();
        supply("BAT0", Map.of("type", "Battery", "status", "Discharging", "capacity", "9"));
        var low = new PowerSupply(folder).now();

        assertThat(plugged).contains(Power.MAINS);
        assertThat(unplugged).contains(Power.BATTERY);
        assertThat(low).contains(Power.LOW);
    }

    @Test
    void believesABatteryThatTellsNoNumberOnlyALevel() throws IOException {
        supply("BAT0", Map.of("type", "Battery", "status", "Discharging", "capacity_level", "Critical"));
        var critical = new PowerSupply(folder).now();
        supply("BAT0", Map.of("type", "Battery", "status", "Discharging", "capacity_level", "Normal"));
        var normal = new PowerSupply(folder).now();

        assertThat(critical).contains(Power.LOW);
        assertThat(normal).contains(Power.BATTERY);
    }

    @Test
    void knowsNothingWhereTheSystemTellsNothingOrOnlyOfAMouse() throws IOException {
        var absent = new PowerSupply(folder.resolve("absent")).now();
        supply("hid-mouse", Map.of("type", "Battery", "status", "Discharging", "capacity", "2", "scope", "Device"));

        assertThat(absent).isEmpty();
        assertThat(new PowerSupply(folder).now()).isEmpty();
    }

    private void supply(String name, Map<String, String> values) throws IOException {
        var supply = Files.createDirectories(folder.resolve(name));
        for (var value : values.entrySet()) {
            Files.writeString(supply.resolve(value.getKey()), value.getValue() + "\n");
        }
    }
}
