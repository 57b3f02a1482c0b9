package kz.dabyl.probe.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import kz.dabyl.probe.deliver.FakeClocks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AgentLoopTest {

    @TempDir
    private Path folder;

    private final FakeClocks clocks = new FakeClocks(Bench.NOON);
    private final HearingCollector collector = new HearingCollector();

    /** The last is what a system says that gives a process no more threads. */
    static Stream<Throwable> faults() {
        return Stream.of(
                new IllegalStateException("a fault"),
                new StackOverflowError(),
                new OutOfMemoryError("unable to create native thread"));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void saysGoodbyeBeforeItEndsByAFaultOfItsOwn(Throwable fault) throws Exception {
        var bench = new Bench(folder, clocks, collector, 30, 7);
        bench.meanwhile = () -> fail(fault);

        assertThatThrownBy(new AgentLoop(bench.agent, clocks, Thread.currentThread())::run)
                .isSameAs(fault);

        assertThat(collector.promises()).containsExactly(0L);
    }

    @Test
    void givesNoNumberTwiceThoughAFaultEndsIt() throws Exception {
        var first = new Bench(folder, clocks, collector, 30, 7);
        first.meanwhile = () -> fail(new StackOverflowError());
        assertThatThrownBy(new AgentLoop(first.agent, clocks, Thread.currentThread())::run)
                .isInstanceOf(StackOverflowError.class);

        new Bench(folder, clocks, collector, 30, 8).runFor(Duration.ofMinutes(2));

        assertThat(collector.seqs()).hasSizeGreaterThan(2).doesNotHaveDuplicates();
        assertThat(collector.promises()).startsWith(0L, 30L);
    }

    @Test
    void saysGoodbyeThoughTheDiskRefusesIt() throws Exception {
        var bench = new Bench(folder, clocks, collector, 30, 7);
        bench.meanwhile = () -> {
            removeOutbox();
            throw new IllegalStateException("a fault");
        };

        assertThatThrownBy(new AgentLoop(bench.agent, clocks, Thread.currentThread())::run)
                .isInstanceOf(IllegalStateException.class);

        assertThat(collector.promises()).containsExactly(0L);
    }

    private void removeOutbox() {
        try {
            Files.move(folder.resolve("outbox"), folder.resolve("elsewhere"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As where somebody wants a goodbye in the moment in which the fault ends it. */
    @Test
    void saysGoodbyeAndTellsTheFaultThoughItIsInterrupted() throws Exception {
        var fault = new IllegalStateException("a fault");
        var bench = new Bench(folder, clocks, collector, 30, 7);
        bench.meanwhile = () -> {
            Thread.currentThread().interrupt();
            throw fault;
        };
        collector.before = () -> {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        };

        assertThatThrownBy(new AgentLoop(bench.agent, clocks, Thread.currentThread())::run)
                .isSameAs(fault);

        assertThat(collector.promises()).containsExactly(0L);
    }

    /** Where threads are refused the goodbye may find none either. */
    @ParameterizedTest
    @MethodSource("faults")
    void tellsWhatEndedItThoughTheGoodbyeFailsToo(Throwable fault) throws Exception {
        var another = new OutOfMemoryError("unable to create native thread");
        var bench = new Bench(folder, clocks, collector, 30, 7);
        bench.meanwhile = () -> fail(fault);
        collector.before = () -> fail(another);

        assertThatThrownBy(new AgentLoop(bench.agent, clocks, Thread.currentThread())::run)
                .isSameAs(fault)
                .hasSuppressedException(another);
    }

    private static void fail(Throwable fault) {
        if (fault instanceof Error error) {
            throw error;
        }
        throw (RuntimeException) fault;
    }
}
