package kz.dabyl.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Data directories that releases left behind open in every later one. A directory is frozen when its release ships and
 * never changes afterwards: what stands in it stands on somebody's disk. Kafka deletes its reports, older than eight days, half a
 * minute after it has started; so they are read first.
 */
class FrozenDataTest {

    private static final int REPORTS = 1843;
    private static final String INCIDENT = "01F41AFP5861ABY68C9RXP3TKP";

    @Test
    void opensWhatTheFirstReleaseLeftBehind(@TempDir Path folder) throws Exception {
        var data = unpacked("/frozen/0.1.0.zip", folder.resolve("data"));

        var recording = Program.run("record", "--data", data.toString(), "--raw");
        assertThat(recording.exit()).as(recording.err()).isZero();
        assertThat(recording.lines().stream().filter(line -> line.contains("\"report\":")))
                .hasSize(REPORTS);

        try (var service = Service.start(data, "--time", "log", "--allow-private-webhooks")) {
            var incidents = Logs.items(service.get("/v1/incidents").body());
            assertThat(incidents).hasSize(1);
            assertThat(incidents.get(0).path("id").asText()).isEqualTo(INCIDENT);
            assertThat(incidents.get(0).path("state").asText()).isEqualTo("closed");
            assertThat(Logs.items(service.get("/v1/subscriptions").body())).hasSize(1);
        }
    }

    private static Path unpacked(String resource, Path directory) throws IOException {
        try (var zip = new ZipInputStream(
                Objects.requireNonNull(FrozenDataTest.class.getResourceAsStream(resource), resource))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                var file = directory.resolve(entry.getName()).normalize();
                if (!file.startsWith(directory)) {
                    throw new IOException("leads out of its folder: " + entry.getName());
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(file);
                } else {
                    Files.createDirectories(Objects.requireNonNull(file.getParent()));
                    Files.copy(zip, file);
                }
            }
        }
        return directory;
    }
}
