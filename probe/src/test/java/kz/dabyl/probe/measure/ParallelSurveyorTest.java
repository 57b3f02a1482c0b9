package kz.dabyl.probe.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import kz.dabyl.model.Ping;
import kz.dabyl.model.PingError;
import kz.dabyl.model.targets.Check;
import kz.dabyl.model.targets.Target;
import org.junit.jupiter.api.Test;

class ParallelSurveyorTest {

    private final CountDownLatch released = new CountDownLatch(1);
    private final Queue<String> asked = new ConcurrentLinkedQueue<>();

    /** Names that begin with "stuck" hang in the resolver, as they do in a system's. */
    private final Resolver resolver = host -> {
        asked.add(host);
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

    /** More of them than there are threads that measure, and before all the others. */
    @Test
    void measuresEverythingElseWhileNamesHangAndSaysOfThoseThatTheyDoNotResolve() throws Exception {
        var turns = new ArrayList<Turn>();
        for (var i = 0; i < 12; i++) {
            turns.add(turn("site/stuck" + i + ".kz"));
        }
        turns.add(turn("site/free.kz"));
        turns.add(turn("international/1.1.1.1"));
        try (var surveyor = surveyor()) {
            var first = surveyor.survey(turns, Duration.ofSeconds(5));
            var again = surveyor.survey(turns, Duration.ofSeconds(5));
            released.countDown();

            assertThat(List.of(first, again)).allSatisfy(pings -> {
                assertThat(pings).hasSize(14);
                assertThat(pings.subList(0, 12)).allMatch(ping -> ping.error() == PingError.DNS);
                assertThat(pings.subList(12, 14)).allMatch(Ping::ok);
            });
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> surveyor.survey(turns, Duration.ofSeconds(30)).stream()
                            .allMatch(Ping::ok));
        }
    }

    @Test
    void asksNoSecondTimeForANameThatHangs() throws Exception {
        try (var surveyor = surveyor()) {
            for (var round = 0; round < 4; round++) {
                surveyor.survey(List.of(turn("site/stuck.kz")), Duration.ofMillis(200));
            }

            assertThat(asked).containsExactly("stuck.kz");
        } finally {
            released.countDown();
        }
    }

    private ParallelSurveyor surveyor() {
        return new ParallelSurveyor(Checker.ofSystem(resolver, Patience.USUAL));
    }

    @Test
    void keepsTheOrderOfTheTargets() throws Exception {
        var turns = List.of(turn("site/b.kz"), turn("domestic/a.kz"), turn("platform/c.kz"));
        try (var surveyor = surveyor()) {
            var pings = surveyor.survey(turns, Duration.ofSeconds(30));

            assertThat(pings).extracting(Ping::target).containsExactly("site/b.kz", "domestic/a.kz", "platform/c.kz");
        }
    }

    /** Each byte comes in time, so no limit on one read ever ends it. */
    @Test
    void hasItsThreadsBackFromServersThatDrip() throws Exception {
        var sites = new ArrayList<Site>();
        try (var surveyor = surveyor()) {
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
