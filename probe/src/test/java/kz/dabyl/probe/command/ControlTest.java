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
import java.util.concurrent.atomic.AtomicReference;
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

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** Sockets have short paths. */
    @TempDir
    private Path folder;

    private final FakeClocks clocks = new FakeClocks(Bench.NOON);
    private final HearingCollector collector = new HearingCollector();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final AtomicReference<Throwable> ended = new AtomicReference<>();
    private AgentLoop loop;
    private Thread worker;
    private Control control;

    @BeforeEach
    void measure() throws Exception {
        var bench = new Bench(folder, clocks, collector, 30, 7);
        bench.runFor(Duration.ofMinutes(2));
        worker = new Thread(this::work, "measuring");
        loop = new AgentLoop(bench.agent, clocks, worker);
        control = Control.open(folder.resolve("control"), loop, streams());
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
    }

    /** Wakes the agent, which waits by the machine's clock for as long as this one tells it. */
    private void pass(Duration time) {
        clocks.pass(time.toMillis());
        worker.interrupt();
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
