package kz.dabyl.probe.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
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

    /** Each byte comes in time, so no limit on one read ever ends it. */
    @Test
    void hasItsThreadsBackFromServersThatDrip() throws Exception {
        var sites = new ArrayList<Site>();
        try (var surveyor = new ParallelSurveyor(Checker.ofSystem(resolver, Patience.USUAL))) {
            for (var i = 0; i < 6; i++) {
                sites.add(Site.plain(this::drip));
            }
            var dripping = sites.stream()
                    .map(site -> new Target(
                            "site/drips" + site.port() + ".kz", Check.HTTP, "drips.kz", site.port(), "/", 0, 0))
                    .map(target -> new Turn(target, false))
                    .toList();

            var dripped = surveyor.survey(dripping, Duration.ofSeconds(1));
            var next = surveyor.survey(List.of(turn("site/next.kz")), Duration.ofSeconds(10));

            assertThat(dripped).hasSize(6).allMatch(ping -> ping.error() == PingError.TIMEOUT);
            assertThat(next).hasSize(1).allMatch(Ping::ok);
        } finally {
            released.countDown();
            for (var site : sites) {
                site.close();
            }
        }
    }

    private void drip(Socket caller) throws IOException {
        try {
            while (!released.await(100, TimeUnit.MILLISECONDS)) {
                caller.getOutputStream().write('H');
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Turn turn(String name) {
        return new Turn(Target.of(name, Check.DNS), false);
    }
}
