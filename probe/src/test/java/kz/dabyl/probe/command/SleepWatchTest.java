package kz.dabyl.probe.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against programs that do what those of the system do, and say so in files. */
class SleepWatchTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String SIGNAL =
            "/org/freedesktop/login1: org.freedesktop.login1.Manager.PrepareForSleep (%s,)";

    @TempDir
    private Path folder;

    private final AtomicInteger goodbyes = new AtomicInteger();
    private final AtomicBoolean heldAtGoodbye = new AtomicBoolean();

    @Test
    void saysGoodbyeWhileSleepIsHeldBackThenLetsItComeAndHoldsTheNextOneBack() throws Exception {
        try (var watch = SleepWatch.start(programs(), this::goodbye)) {
            await().atMost(LIMIT).until(() -> Files.exists(folder.resolve("held-1")));
            say(SIGNAL.formatted("true"));
            await().atMost(LIMIT).until(() -> Files.exists(folder.resolve("released-1")));
            say(SIGNAL.formatted("false"));
            await().atMost(LIMIT).until(() -> Files.exists(folder.resolve("held-2")));

            assertThat(watch).isNotNull();
            assertThat(goodbyes).hasValue(1);
            assertThat(heldAtGoodbye).isTrue();
        }
        await().atMost(LIMIT).until(() -> Files.exists(folder.resolve("released-2")));
    }

    @Test
    void takesNoOtherSignalForSleep() throws Exception {
        try (var watch = SleepWatch.start(programs(), this::goodbye)) {
            say("/org/freedesktop/login1: org.freedesktop.login1.Manager.PrepareForShutdown (true,)");
            say(SIGNAL.formatted("true"));
            await().atMost(LIMIT).until(() -> goodbyes.get() > 0);

            assertThat(watch).isNotNull();
            assertThat(goodbyes).hasValue(1);
        }
    }

    @Test
    void doesNothingWhereThereAreNoSuchPrograms() {
        var none = List.of(folder.resolve("no-such-program").toString());
        try (var watch = SleepWatch.start(new SleepWatch.Programs(none, none), this::goodbye)) {
            assertThat(watch).isNotNull();
        }

        assertThat(goodbyes).hasValue(0);
    }

    private boolean goodbye(Duration patience) {
        heldAtGoodbye.set(!Files.exists(folder.resolve("released-1")));
        goodbyes.incrementAndGet();
        return true;
    }

    /** The monitor prints what is added to a file; whoever holds sleep back notes when that begins and ends. */
    private SleepWatch.Programs programs() throws Exception {
        Files.writeString(folder.resolve("signals"), "");
        var monitor = "exec tail -n +1 -f " + folder.resolve("signals");
        var delay = "n=1; while [ -e held-$n ]; do n=$((n+1)); done; : >held-$n; cat >/dev/null; : >released-$n";
        return new SleepWatch.Programs(
                List.of("sh", "-c", monitor), List.of("sh", "-c", "cd '" + folder + "'; " + delay));
    }

    private void say(String line) throws Exception {
        var signals = folder.resolve("signals");
        Files.writeString(signals, line + "\n", StandardOpenOption.APPEND);
    }
}
