package kz.dabyl.detector.tuning.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FrameFileTest {

    @TempDir
    private Path folder;

    @Test
    void framesComeBackAsTheyWereWritten() throws IOException {
        var path = written("frames", 3);

        try (var file = FrameFile.open(path, false)) {
            assertThat(file.frames()).extracting(FrameFile.Frame::hop).containsExactly(0L, 1L, 2L);
            assertThat(file.read(file.frames().get(2))).isEqualTo(new byte[2_000]);
        }
    }

    @Test
    void aFrameThatIsNotWholeCountsAsAbsent() throws IOException {
        var path = written("torn", 3);
        try (var channel = java.nio.channels.FileChannel.open(path, StandardOpenOption.WRITE)) {
            channel.truncate(channel.size() - 1);
        }

        try (var file = FrameFile.open(path, true)) {
            file.append(1, 7, new byte[5]);
            assertThat(file.frames()).extracting(FrameFile.Frame::hop).containsExactly(0L, 1L, 7L);
        }
        try (var file = FrameFile.open(path, false)) {
            assertThat(file.frames()).extracting(FrameFile.Frame::hop).containsExactly(0L, 1L, 7L);
        }
    }

    @Test
    void aDamagedFrameIsNamed() throws IOException {
        var path = written("damaged", 1);
        var bytes = Files.readAllBytes(path);
        bytes[bytes.length - 3] ^= 0x55;
        Files.write(path, bytes);

        try (var file = FrameFile.open(path, false)) {
            assertThatThrownBy(() -> file.read(file.frames().get(0)))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("damaged")
                    .hasMessageContaining(path.toString());
        }
    }

    @Test
    void anotherFileIsRefused() throws IOException {
        var path = Files.writeString(folder.resolve("other"), "something else");

        assertThatThrownBy(() -> FrameFile.open(path, true))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no history");
    }

    @Test
    void oneOfAnEarlierVersionIsBegunAnewByWhoeverWritesAndSaysSoToWhoeverReads() throws IOException {
        var path = Files.writeString(folder.resolve("old"), "DABYLHI1 and what it held");

        assertThatThrownBy(() -> FrameFile.open(path, false))
                .isInstanceOf(OldHistoryException.class)
                .hasMessageContaining("version 1");
        try (var file = FrameFile.open(path, true)) {
            assertThat(file.renewed()).isTrue();
            file.append(1, 7, new byte[5]);
        }
        try (var file = FrameFile.open(path, true)) {
            assertThat(file.renewed()).isFalse();
            assertThat(file.frames()).extracting(FrameFile.Frame::hop).containsExactly(7L);
        }
    }

    @Test
    void oneOfALaterVersionIsLeftAlone() throws IOException {
        var path = Files.writeString(folder.resolve("new"), "DABYLHI9 and what it holds");

        assertThatThrownBy(() -> FrameFile.open(path, true))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("later version");
        assertThat(path).hasContent("DABYLHI9 and what it holds");
    }

    @Test
    void onlyOneWritesAtATime() throws IOException {
        var path = written("locked", 1);

        try (var file = FrameFile.open(path, true)) {
            assertThat(file.frames()).hasSize(1);
            assertThatThrownBy(() -> FrameFile.open(path, true))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("another back-test");
        }
    }

    private Path written(String name, int frames) throws IOException {
        var path = folder.resolve(name);
        try (var file = FrameFile.open(path, true)) {
            for (var i = 0; i < frames; i++) {
                file.append(1, i, new byte[1_000 * i]);
            }
        }
        return path;
    }
}
