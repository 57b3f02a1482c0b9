package kz.dabyl.probe.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import kz.dabyl.probe.deliver.FakeClocks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How an agent stops, for a while or for good, so that its silence means nothing. */
class FarewellTest {

    @TempDir
    private Path folder;

    private final FakeClocks clocks = new FakeClocks(Bench.NOON);
    private final Line line = new Line(clocks);

    @Test
    void saysGoodbyeAndIsSilentForAMinute() throws Exception {
        var bench = bench();
        bench.runFor(Duration.ofMinutes(1));

        var heard = bench.agent.goodbye(Duration.ofSeconds(2));
        var farewell = line.last().get(line.last().size() - 1);
        var before = line.requests.size();
        bench.runFor(Duration.ofSeconds(55));
        var meanwhile = line.requests.size();
        bench.runFor(Duration.ofSeconds(40));

        assertThat(heard).isTrue();
        assertThat(farewell).contains("\"interval_s\":0", "\"pings\":[]");
        assertThat(meanwhile).isEqualTo(before);
        assertThat(line.requests.size()).isGreaterThan(before);
    }

    @Test
    void promisesNothingOnABatteryThatRunsLow() throws Exception {
        var bench = bench();
        var battery = Files.createDirectories(folder.resolve("power/BAT0"));
        Files.writeString(battery.resolve("type"), "Battery\n");
        Files.writeString(battery.resolve("status"), "Discharging\n");
        Files.writeString(battery.resolve("capacity"), "7\n");
        bench.power = new PowerSupply(folder.resolve("power"))::now;

        bench.runFor(Duration.ofMinutes(1));

        assertThat(line.last().get(0)).contains("\"interval_s\":0", "\"power\":\"low\"", "international/1.1.1.1");
    }

    @Test
    void stopsWithClearWordsWhereItIsNotWanted() throws Exception {
        var bench = bench();
        line.status = 401;
        line.body = "{\"type\":\"/problems/unauthorized\"}";

        assertThatThrownBy(() -> bench.runFor(Duration.ofMinutes(1)))
                .isInstanceOf(ShutOutException.class)
                .hasMessageContaining("enrol anew");
        assertThat(bench.outbox.size()).isEqualTo(1);
    }

    @Test
    void saysGoodbyeBeforeItEndsOnADiskThatTakesNothing() throws Exception {
        var bench = bench();
        fillDisk();

        assertThatThrownBy(new AgentLoop(bench.agent, clocks, Thread.currentThread())::run)
                .isInstanceOf(IOException.class);

        assertThat(line.requests).hasSize(1);
        assertThat(line.last()).hasSize(1).allMatch(report -> report.contains("\"interval_s\":0"));
    }

    @Test
    void asksAnotherCollectorToHearAGoodbyeWhileThereIsTimeForIt() throws Exception {
        var bench = new Bench(folder, clocks, line, 30, 7, "first.example", "second.example");
        bench.runFor(Duration.ofMinutes(1));
        line.hangs = true;
        var begun = clocks.steady();

        var heard = bench.agent.goodbye(Duration.ofSeconds(2));

        assertThat(heard).isTrue();
        assertThat(clocks.steady() - begun).isEqualTo(1000);
    }

    /** The outbox's file becomes one that is always full. */
    private void fillDisk() throws IOException {
        var full = Path.of("/dev/full");
        assumeThat(full).as("a device that is always full").exists();
        try (var files = Files.list(folder.resolve("outbox"))) {
            for (var file : files.toList()) {
                Files.delete(file);
                Files.createSymbolicLink(file, full);
            }
        }
    }

    private Bench bench() throws Exception {
        return new Bench(folder, clocks, line, 30, 7);
    }
}
