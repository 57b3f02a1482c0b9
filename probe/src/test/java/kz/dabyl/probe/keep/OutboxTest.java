package kz.dabyl.probe.keep;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutboxTest {

    private static final long LIMIT = 1 << 20;

    @TempDir
    private Path folder;

    @Test
    void keepsReportsAndTheirNumbersOverRestarts() throws IOException {
        var outbox = open();
        outbox.add(10, "a");
        outbox.add(20, "b");
        outbox.add(30, "c");
        outbox.done(List.of(1L));

        var again = open();

        assertThat(seqs(again.oldest(10, 10_000))).containsExactly(0L, 2L);
        assertThat(again.next()).isEqualTo(3);
        assertThat(again.oldest(1, 10_000).get(0).json()).isEqualTo("a");
    }

    @Test
    void neverGivesANumberTwiceThoughAllWasTaken() throws IOException {
        for (var start = 0; start < 5; start++) {
            var outbox = open();
            var kept = outbox.add(start, "x");
            outbox.done(List.of(kept.seq()));

            assertThat(kept.seq()).isEqualTo(start);
        }
        assertThat(folder.resolve("outbox")).isDirectoryContaining("glob:**/0000000000000005.box");
        assertThat(folder.resolve("outbox").toFile().list()).hasSize(1);
    }

    @Test
    void goesOnFromTheGivenNumberWhereItsOwnIsLost() throws IOException {
        var outbox = Outbox.open(folder.resolve("outbox"), key(), LIMIT, 1_619_247_600);

        assertThat(outbox.add(0, "x").seq()).isEqualTo(1_619_247_600);
    }

    @Test
    void passesOverNumbersThatATornRecordMayHaveHeld() throws IOException {
        var outbox = open();
        outbox.add(10, "a");
        outbox.add(20, "b");
        var file = newest();
        Files.write(file, Arrays.copyOf(Files.readAllBytes(file), (int) Files.size(file) - 1));

        var again = open();

        assertThat(seqs(again.oldest(10, 10_000))).containsExactly(0L);
        assertThat(again.next()).isBetween(2L, 10L);
    }

    @Test
    void staysWithinItsBoundAndGivesUpTheOldest() throws IOException {
        var outbox = open();

        for (var i = 0; i < 1500; i++) {
            outbox.add(i, "x".repeat(2000));
        }

        assertThat(size()).isLessThanOrEqualTo(LIMIT);
        assertThat(outbox.size()).isGreaterThan(350);
        assertThat(outbox.dropped()).isEqualTo(1500 - outbox.size());
        assertThat(outbox.oldest(1, 1).get(0).seq()).isEqualTo(outbox.dropped());
        // A restart begins a new file, and may need the room of an old one.
        assertThat(open().oldest(1, 1).get(0).seq()).isBetween(outbox.dropped(), outbox.dropped() + 70);
    }

    @Test
    void givesUpWhatNobodyBelievesAnyMore() throws IOException {
        var outbox = open();
        for (var i = 0; i < 1200; i++) {
            outbox.add(i, "x");
        }

        outbox.giveUpBefore(1190, Long.MAX_VALUE);

        assertThat(seqs(open().oldest(100, 10_000)))
                .isEqualTo(LongStream.range(1190, 1200).boxed().toList());
    }

    @Test
    void showsTheNewestFirstAndNoOlderThanAskedForButOneAlways() throws IOException {
        var outbox = open();
        for (var at = 0; at < 10; at++) {
            outbox.add(at, "x");
        }

        assertThat(seqs(outbox.newest(7, 10, 10_000))).containsExactly(9L, 8L, 7L);
        assertThat(seqs(outbox.newest(100, 10, 10_000))).containsExactly(9L);
    }

    @Test
    void readsNothingWithAnotherKey() throws IOException {
        open().add(10, "a");

        var other = Outbox.open(folder.resolve("outbox"), new OutboxKey(new byte[32]), LIMIT, 77);

        assertThat(other.size()).isZero();
        assertThat(other.next()).isEqualTo(77);
    }

    @Test
    void isForItsOwnerAloneAndSaysNothingInClear() throws IOException {
        open().add(10, "platform/telegram.org");

        var file = newest();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("key"))))
                .isEqualTo("rw-------");
        assertThat(new String(Files.readAllBytes(file), UTF_8)).doesNotContain("telegram");
    }

    private Outbox open() throws IOException {
        return Outbox.open(folder.resolve("outbox"), key(), LIMIT, 0);
    }

    private OutboxKey key() throws IOException {
        return OutboxKey.keptIn(folder.resolve("key"));
    }

    private Path newest() throws IOException {
        try (var files = Files.list(folder.resolve("outbox"))) {
            return files.sorted().reduce((one, other) -> other).orElseThrow();
        }
    }

    private long size() throws IOException {
        try (var files = Files.list(folder.resolve("outbox"))) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        }
    }

    private static List<Long> seqs(List<Kept> kept) {
        return kept.stream().map(Kept::seq).toList();
    }
}
