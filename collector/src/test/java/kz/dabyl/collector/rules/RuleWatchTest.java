package kz.dabyl.collector.rules;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import kz.dabyl.model.InvalidInputException;
import kz.dabyl.model.rules.RuleKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class RuleWatchTest {

    @TempDir
    private Path folder;

    @Test
    void findsNothingInAFileThatNobodyTouches() throws Exception {
        var watch = watch(write("min_probes: 4"));

        assertThat(watch.look()).isEmpty();
        assertThat(watch.look()).isEmpty();
    }

    @Test
    void findsWhatHasChangedOnceTwoLooksAreAlike() throws Exception {
        var file = write("min_probes: 4");
        var watch = watch(file);

        Files.writeString(file, "min_probes: 50");
        var first = watch.look();
        var second = watch.look();

        assertThat(first).isEmpty();
        assertThat(minProbes(second)).contains(50);
    }

    @Test
    void passesOverAFileThatIsHalfWrittenThoughItMakesSense() throws Exception {
        var file = write("min_probes: 4");
        var watch = watch(file);

        Files.writeString(file, "min_probes: 5");
        var half = watch.look();
        Files.writeString(file, "min_probes: 50");
        var whole = watch.look();
        var settled = watch.look();

        assertThat(half).isEmpty();
        assertThat(whole).isEmpty();
        assertThat(minProbes(settled)).contains(50);
    }

    @Test
    void findsItAgainUntilItIsTaken() throws Exception {
        var file = write("min_probes: 4");
        var watch = watch(file);
        Files.writeString(file, "min_probes: 5");
        watch.look();

        var found = watch.look().orElseThrow();
        watch.fail(new IOException("no broker"));
        var again = watch.look();
        watch.settle(found);
        var taken = watch.look();

        assertThat(again).contains(found);
        assertThat(taken).isEmpty();
    }

    @Test
    void seesAFileThatIsRenamedIntoPlace() throws Exception {
        var file = write("min_probes: 4");
        var watch = watch(file);

        var aside = Files.writeString(folder.resolve("aside"), "min_probes: 5");
        Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        watch.look();

        assertThat(minProbes(watch.look())).contains(5);
    }

    @Test
    void followsLinksThatAreSwapped() throws Exception {
        for (var i = 1; i <= 2; i++) {
            var version = Files.createDirectory(folder.resolve("..v" + i));
            Files.writeString(version.resolve("rules.yaml"), "min_probes: " + (3 + i));
        }
        var data = Files.createSymbolicLink(folder.resolve("..data"), Path.of("..v1"));
        var file = Files.createSymbolicLink(folder.resolve("rules.yaml"), Path.of("..data", "rules.yaml"));
        var watch = watch(file);

        var next = Files.createSymbolicLink(folder.resolve("..next"), Path.of("..v2"));
        Files.move(next, data, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        watch.look();

        assertThat(minProbes(watch.look())).contains(5);
    }

    @Test
    void isBrokenWhileTheFileMakesNoSense() throws Exception {
        var file = write("min_probes: 4");
        var watch = watch(file);

        Files.writeString(file, "min_probes: none");
        watch.look();
        var early = watch.isBroken();
        var found = watch.look();
        var late = watch.isBroken();
        Files.writeString(file, "min_probes: 5");
        watch.look();
        watch.settle(watch.look().orElseThrow());

        assertThat(found).isEmpty();
        assertThat(early).isFalse();
        assertThat(late).isTrue();
        assertThat(watch.isBroken()).isFalse();
    }

    @Test
    void findsWhatWasBeforeOnceAFileIsMended() throws Exception {
        var file = write("min_probes: 4");
        var watch = watch(file);
        Files.writeString(file, "]");
        watch.look();
        watch.look();

        Files.writeString(file, "min_probes: 4");
        watch.look();

        assertThat(minProbes(watch.look())).contains(4);
    }

    @Test
    void isBrokenWhereTheFileIsGone() throws Exception {
        var file = write("min_probes: 4");
        var watch = watch(file);

        Files.delete(file);
        watch.look();
        watch.look();

        assertThat(watch.isBroken()).isTrue();
    }

    @Test
    void isBrokenWhereTheFileWasEmptied() throws Exception {
        var file = write("min_probes: 4");
        var watch = watch(file);

        Files.writeString(file, "");
        watch.look();
        var found = watch.look();

        assertThat(found).isEmpty();
        assertThat(watch.isBroken()).isTrue();
    }

    @Test
    void isBrokenOnceWhereAParserFails() throws Exception {
        var file = write("min_probes: 4");
        var parses = new AtomicInteger();
        var watch = new RuleWatch(
                RuleKind.THRESHOLDS,
                new RuleFile(file, bytes -> {
                    parses.incrementAndGet();
                    throw new IllegalStateException("not thought of");
                }),
                parse(Files.readAllBytes(file)));

        Files.writeString(file, "min_probes: 5");
        for (var looks = 0; looks < 4; looks++) {
            assertThat(watch.look()).isEmpty();
        }

        assertThat(watch.isBroken()).isTrue();
        assertThat(parses).hasValue(1);
    }

    /** To open a pipe waits for somebody who writes. */
    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    @EnabledOnOs(OS.LINUX)
    void isBrokenWhereThereIsAPipeInstead() throws Exception {
        var file = write("min_probes: 4");
        var watch = watch(file);

        Files.delete(file);
        assertThat(new ProcessBuilder("mkfifo", file.toString()).start().waitFor())
                .isZero();
        watch.look();
        watch.look();

        assertThat(watch.isBroken()).isTrue();
    }

    @Test
    void saysWhetherItIsBrokenWhileALookTakesLong() throws Exception {
        var file = write("min_probes: 4");
        var looking = new CountDownLatch(1);
        var told = new CountDownLatch(1);
        var watch = new RuleWatch(
                RuleKind.THRESHOLDS,
                new RuleFile(file, bytes -> {
                    looking.countDown();
                    try {
                        assertThat(told.await(1, TimeUnit.MINUTES)).isTrue();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                    return parse(bytes);
                }),
                parse(Files.readAllBytes(file)));
        Files.writeString(file, "min_probes: 5");
        watch.look();

        var look = CompletableFuture.supplyAsync(watch::look);
        assertThat(looking.await(1, TimeUnit.MINUTES)).isTrue();
        var broken = watch.isBroken();
        told.countDown();

        assertThat(broken).isFalse();
        assertThat(minProbes(look.get(1, TimeUnit.MINUTES))).contains(5);
    }

    private Path write(String text) throws IOException {
        return Files.writeString(folder.resolve("rules.yaml"), text);
    }

    private static RuleWatch watch(Path path) throws Exception {
        var file = new RuleFile(path, RuleWatchTest::parse);
        return new RuleWatch(RuleKind.THRESHOLDS, file, parse(file.bytes()));
    }

    private static RuleReading parse(byte[] bytes) throws UnusableRulesException {
        try {
            return RuleReading.of(RuleKind.THRESHOLDS.fromYaml(new String(bytes, UTF_8)), bytes);
        } catch (InvalidInputException e) {
            throw new UnusableRulesException("rules.yaml: " + e.getMessage(), e);
        }
    }

    private static Optional<Integer> minProbes(Optional<RuleReading> reading) {
        return reading.map(said -> said.document().path("min_probes").asInt());
    }
}
