package kz.dabyl.lab.scene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import kz.dabyl.lab.net.Namespaces;
import kz.dabyl.lab.net.Place;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The first scene in one district; {@code ./dabyl lab} plays all twelve in four. */
class FirstSceneTest {

    private static final Path JAR = Path.of("../../probe/target/dabyl-probe.jar");

    @TempDir
    private Path folder;

    @Test
    void tellsOfAShutdownWithinItsTimeAndOfItsEnd() throws Exception {
        assumeThat(JAR)
                .as("the jar is made by the phase package of the module probe")
                .exists();
        assumeThat(Namespaces.missing()).as("network namespaces can be had").isEmpty();
        var story = new Story(System.err, folder.resolve("story.txt"));
        try (var lab = Lab.open(folder.resolve("run"), JAR, List.of(Place.SHYMKENT), story)) {

            var verdict = lab.play(Set.of(1));

            assertThat(verdict.outcomes()).hasSize(1);
            assertThat(verdict.problems()).isEmpty();
        }
    }
}
