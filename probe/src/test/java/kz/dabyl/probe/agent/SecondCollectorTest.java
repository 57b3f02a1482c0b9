package kz.dabyl.probe.agent;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import kz.dabyl.model.PingError;
import kz.dabyl.probe.deliver.FakeClocks;
import kz.dabyl.probe.deliver.Reply;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An agent that knows two addresses, of which the first is blocked. */
class SecondCollectorTest {

    @TempDir
    private Path folder;

    private final FakeClocks clocks = new FakeClocks(Bench.NOON);
    private final Block block = new Block(clocks);

    /** What goes to the first address is dropped from a moment on. */
    private static final class Block implements OnlyReports {

        private final FakeClocks clocks;
        private boolean begun;

        /** What came, in requests. */
        final List<List<String>> requests = new ArrayList<>();

        Block(FakeClocks clocks) {
            this.clocks = clocks;
        }

        @Override
        public Reply report(URI reports, String token, byte[] lines, Duration patience) {
            if (begun && reports.getHost().equals("first.example")) {
                clocks.pass(patience.toMillis());
                return new Reply.Unreached(PingError.TIMEOUT);
            }
            clocks.pass(50);
            requests.add(new String(lines, UTF_8).lines().toList());
            var date = OptionalLong.of(clocks.wall() / 1000 * 1000);
            return new Reply.Answered(202, "{}", date, Optional.empty(), Optional.empty());
        }
    }

    /** Even at the shortest interval; and the time that the first address takes makes it no longer. */
    @ParameterizedTest
    @ValueSource(ints = {Schedule.SHORTEST_SECONDS, 30})
    void bringsEachReportToTheOtherBeforeTheNextOneIsMade(int interval) throws Exception {
        var bench = new Bench(folder, clocks, block, interval, 7, "first.example", "second.example");
        bench.runFor(Duration.ofMinutes(1));
        var before = block.requests.size();
        block.begun = true;

        bench.runFor(Duration.ofMinutes(10));

        assertThat(block.requests.subList(before, block.requests.size()))
                .hasSizeGreaterThan(600 / interval)
                .allMatch(
                        request -> request.size() == 1 && request.get(0).contains("\"interval_s\":" + interval + ","));
    }
}
