package kz.dabyl.probe.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import kz.dabyl.probe.agent.Agent;
import kz.dabyl.probe.agent.AgentLoop;
import kz.dabyl.probe.agent.Bench;
import kz.dabyl.probe.agent.HearingCollector;
import kz.dabyl.probe.deliver.FakeClocks;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the service that runs before a machine sleeps asks of the one that measures, which stays. */
class ControlTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Sockets have short paths. */
    @TempDir
    private Path folder;

    private final FakeClocks clocks = new FakeClocks(Bench.NOON);
    private final HearingCollector collector = new HearingCollector();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final AtomicReference<Throwable> ended = new AtomicReference<>();
    private final AtomicInteger steps = new AtomicInteger();
    private Bench bench;
    private AgentLoop loop;
    private Thread worker;
    private Control control;

    @BeforeEach
    void measure() throws Exception {
        bench = new Bench(folder, clocks, collector, 30, 7);
        bench.chore = new Counting();
        bench.runFor(Duration.ofMinutes(2));
        worker = new Thread(this::work, "measuring");
        loop = new AgentLoop(bench.agent, clocks, worker);
        control = Control.open(folder.resolve("control"), loop, streams(), PATIENCE);
        worker.start();
    }

    private void work() {
        try {
            loop.run();
        } catch (Exception e) {
            ended.set(e);
        }
    }

    @AfterEach
    void end() throws Exception {
        control.close();
        loop.signOff(true, PATIENCE);
        worker.join(PATIENCE.toMillis());
        assertThat(worker.isAlive()).isFalse();
        assertThat(ended.get()).isNull();
    }

    @Test
    void hasARunningAgentSignOffAndTellsWhoAsked() {
        var code = goodbye();

        assertThat(code).as(err.toString(UTF_8)).isZero();
        assertThat(err.toString(UTF_8)).contains("said goodbye");
        assertThat(collector.promises()).endsWith(30L, 0L);
        assertThat(worker.isAlive()).isTrue();
    }

    @Test
    void letsTheAgentGoOnWhereTheMachineDidNotSleep() {
        goodbye();

        pass(Duration.ofSeconds(55));
        assertThat(collector.promises()).endsWith(0L);

        await().atMost(PATIENCE).until(() -> {
            pass(Duration.ofSeconds(5));
            return collector.promises().get(collector.promises().size() - 1) == 30;
        });
    }

    @Test
    void tellsWhoAskedThatNobodyHasHeardIt() {
        collector.reached = false;

        var code = goodbye();

        assertThat(code).isEqualTo(1);
        assertThat(err.toString(UTF_8)).contains("no collector heard the goodbye");
        // It was said all the same, and waits for who hears it.
        assertThat(bench.outbox.size()).isPositive();
    }

    /**
     * Wakes the agent, which waits by the machine's clock for as long as this one tells it, until it has done what was due: a
     * round is measured in one step and sent in another, and each counts at least once.
     */
    private void pass(Duration time) {
        clocks.pass(time.toMillis());
        var enough = steps.get() + 8;
        await().atMost(PATIENCE).until(() -> {
            worker.interrupt();
            return steps.get() >= enough;
        });
    }

    /** Never due, and asked for it at each step. */
    private final class Counting implements Agent.Chore {

        @Override
        public long due() {
            steps.incrementAndGet();
            return Long.MAX_VALUE;
        }

        @Override
        public void run(Duration patience) {
            throw new IllegalStateException("never due");
        }
    }

    private int goodbye() {
        return ProbeLine.program(streams()).execute("goodbye", "--state", folder.toString());
    }

    private Streams streams() {
        return new Streams(
                new ByteArrayInputStream(new byte[0]),
                new ByteArrayOutputStream(),
                new PrintStream(err, true, UTF_8),
                Map.of(),
                false);
    }
}
