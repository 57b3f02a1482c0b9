package kz.dabyl.probe.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import kz.dabyl.model.Ping;
import kz.dabyl.model.PingError;
import kz.dabyl.model.targets.Check;
import kz.dabyl.model.targets.Target;
import org.junit.jupiter.api.Test;

class ParallelSurveyorTest {

    private final CountDownLatch released = new CountDownLatch(1);

    /** Names that begin with "stuck" hang in the resolver, as they do in a system's. */
    private final Resolver resolver = host -> {
        if (host.startsWith("stuck")) {
            while (released.getCount() > 0) {
                try {
                    released.await();
                } catch (InterruptedException e) {
                    // A system's resolver cannot be interrupted either.
                }
            }
        }
        return InetAddress.getLoopbackAddress();
    };

    @Test
    void tellsWhatDidNotEndFromWhatCouldNotBegin() throws Exception {
        var turns = IntStream.range(0, 8)
                .mapToObj(i -> turn("site/stuck" + i + ".kz"))
                .toList();
        try (var surveyor = new ParallelSurveyor(Checker.ofSystem(resolver, Patience.USUAL))) {
            var stuck = surveyor.survey(turns, Duration.ofMillis(500));
            released.countDown();
            var free = surveyor.survey(turns, Duration.ofSeconds(30));

            assertThat(stuck).hasSizeBetween(1, 6).allMatch(ping -> ping.error() == PingError.TIMEOUT);
            assertThat(free).hasSize(8).allMatch(Ping::ok);
        }
    }

    @Test
    void keepsTheOrderOfTheTargets() throws Exception {
        var turns = List.of(turn("site/b.kz"), turn("domestic/a.kz"), turn("platform/c.kz"));
        try (var surveyor = new ParallelSurveyor(Checker.ofSystem(resolver, Patience.USUAL))) {
            var pings = surveyor.survey(turns, Duration.ofSeconds(30));

            assertThat(pings).extracting(Ping::target).containsExactly("site/b.kz", "domestic/a.kz", "platform/c.kz");
        }
    }

    private static Turn turn(String name) {
        return new Turn(Target.of(name, Check.DNS), false);
    }
}
