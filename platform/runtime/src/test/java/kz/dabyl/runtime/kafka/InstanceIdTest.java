package kz.dabyl.runtime.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstanceIdTest {

    @Test
    void staysTheSameOverRestarts(@TempDir Path data) throws Exception {
        var directory = data.resolve("streams");
        var first = name(directory);

        assertThat(first).matches("[0-9a-f]{12}");
        assertThat(name(directory)).isEqualTo(first);
    }

    @Test
    void isNeverHeldByTwoAtOnce(@TempDir Path directory) throws Exception {
        try (var holder = InstanceId.take(directory);
                var other = InstanceId.take(directory)) {
            assertThat(other.toString()).isNotEqualTo(holder.toString());
        }
    }

    @Test
    void survivesAnotherThatCouldNotTakeIt(@TempDir Path directory) throws Exception {
        var name = name(directory);
        try (var holder = InstanceId.take(directory)) {
            name(directory);

            assertThat(holder.toString()).isEqualTo(name);
        }
        assertThat(name(directory)).isEqualTo(name);
    }

    @Test
    void isMadeAnewWhereTheFileIsDamaged(@TempDir Path directory) throws Exception {
        Files.writeString(directory.resolve("instance"), "half a na\n");

        var name = name(directory);

        assertThat(name).matches("[0-9a-f]{12}");
        assertThat(directory.resolve("instance")).hasContent(name);
    }

    private static String name(Path directory) throws Exception {
        try (var id = InstanceId.take(directory)) {
            return id.toString();
        }
    }
}
