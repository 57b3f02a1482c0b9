package kz.dabyl.probe.deliver;

import static kz.dabyl.probe.deliver.FakeCourier.retryAfter;
import static kz.dabyl.probe.deliver.FakeCourier.status;
import static kz.dabyl.probe.deliver.FakeCourier.unreached;
import static kz.dabyl.probe.deliver.TwoCollectors.INTERVAL;
import static kz.dabyl.probe.deliver.TwoCollectors.PATIENCE;
import static kz.dabyl.probe.deliver.TwoCollectors.reports;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import kz.dabyl.model.Ping;
import kz.dabyl.model.PingError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How long a collector is waited for, and how long it is left alone. */
class DeliveryPatienceTest {

    private final TwoCollectors two = new TwoCollectors();
    private final FakeClocks clocks = two.clocks;
    private final FakeCourier courier = two.courier;
    private final Collectors collectors = two.collectors;
    private final Delivery delivery = two.delivery;

    @ParameterizedTest
    @ValueSource(ints = {429, 503})
    void leavesACollectorAloneAsLongAsItAsks(int status) throws Exception {
        courier.answers("one.example", retryAfter(status, 300)).answers("two.example", retryAfter(status, 300));

        var refused = delivery.send(reports(1), PATIENCE);
        clocks.pass(299_000);
        var tooSoon = delivery.send(reports(1), PATIENCE);
        clocks.pass(100_000);
        var later = delivery.send(reports(1), PATIENCE);

        assertThat(refused).isEqualTo(new Outcome.Later(List.of()));
        assertThat(tooSoon).isEqualTo(new Outcome.Later(List.of()));
        assertThat(later).isInstanceOf(Outcome.Taken.class);
        assertThat(courier.sent).hasSize(3);
    }

    /** Its probes' silence would soon be taken for that of the network. */
    @Test
    void asksACollectorThatIsBusyAgainWithinTwoIntervalsHoweverLongItIs() throws Exception {
        var alone = alone();
        var longest = 0L;
        for (var i = 0; i < 50; i++) {
            courier.answers("one.example", status(503));
            longest = Math.max(longest, pauseOf(alone));
        }
        var shortest = pauseOf(alone);
        courier.answers("one.example", status(503));
        var afterItHadRecovered = pauseOf(alone);

        assertThat(longest).isBetween(INTERVAL.toMillis(), 2 * INTERVAL.toMillis());
        assertThat(shortest).isZero();
        assertThat(afterItHadRecovered).isLessThanOrEqualTo(10_000);
    }

    @Test
    void waitsForNoCollectorLongerThanTenMinutesAndAQuarter() throws Exception {
        var alone = alone();
        courier.answers("one.example", retryAfter(503, 86_400));

        assertThat(pauseOf(alone)).isBetween(600_000L, 750_000L);
    }

    /** On a slow line neither of two that are healthy answers in half a second. */
    @Test
    void sharesTimeAmongAsManyCollectorsAsCanHaveEnoughOfIt() {
        var three = new Collectors(
                Stream.of("one", "two", "three")
                        .map(name -> URI.create("https://" + name + ".example"))
                        .toList(),
                INTERVAL,
                new Random(3));
        var sender = new Delivery(three, courier, clocks, "token");

        var shares = LongStream.of(0, 1000, 2999, 3000, 4499, 4500, 18_000)
                .mapToObj(whole -> sender.share(Duration.ofMillis(whole), Delivery.TELLING))
                .map(Duration::toMillis);

        assertThat(shares).containsExactly(0L, 1000L, 2999L, 1500L, 2249L, 1500L, 6000L);
    }

    @Test
    void believesNoSilenceForWhichItHadNoPatience() throws Exception {
        courier.answers("one.example", unreached(PingError.TIMEOUT));

        delivery.send(reports(1), Duration.ofMillis(1499));
        delivery.send(reports(1), Duration.ofMillis(1499));

        assertThat(collectors.takeSigns()).hasSize(2).allMatch(Ping::ok);
        assertThat(courier.sent).containsExactly("one.example {0}", "two.example {0}", "one.example {0}");
    }

    @Test
    void believesWhatCutsItShort() throws Exception {
        courier.answers("one.example", unreached(PingError.RESET));

        delivery.send(reports(1), Duration.ofMillis(500));

        assertThat(collectors.takeSigns()).contains(Ping.failed("site/one.example", PingError.RESET));
    }

    /** A courier might take none at all for no limit. */
    @Test
    void hasPatienceOfAMillisecondAtLeast() throws Exception {
        var slow = new Delivery(collectors, new SlowCourier(courier, clocks), clocks, "token");
        var begun = clocks.steady();

        slow.send(reports(1), Duration.ofNanos(500_000), begun + 1);

        assertThat(clocks.steady() - begun).isEqualTo(1);
    }

    @Test
    void beginsNothingMoreWhenItsTimeIsOver() throws Exception {
        Courier slow = new SlowCourier(courier, clocks);
        var late = new Delivery(collectors, slow, clocks, "token");
        courier.answers("one.example", status(413));

        var outcome = late.send(reports(4), PATIENCE, clocks.steady() + 7_000);

        assertThat(outcome).isEqualTo(new Outcome.Later(List.of(0L, 1L)));
        assertThat(courier.sent).containsExactly("one.example {0} {1} {2} {3}", "one.example {0} {1}");
    }

    private Delivery alone() {
        var only = new Collectors(List.of(URI.create("https://one.example")), INTERVAL, new Random(2));
        return new Delivery(only, courier, clocks, "token");
    }

    /** Sends one report, and returns after how many milliseconds its collector may be asked again. */
    private long pauseOf(Delivery delivery) throws Exception {
        delivery.send(reports(1), PATIENCE);
        var asked = courier.sent.size();
        var begun = clocks.steady();
        courier.answers("one.example", unreached(PingError.RESET));
        while (delivery.send(reports(1), PATIENCE) instanceof Outcome.Later && courier.sent.size() == asked) {
            clocks.pass(100);
        }
        return clocks.steady() - begun;
    }

    /** Takes all the patience that it is given. */
    private record SlowCourier(Courier courier, FakeClocks clocks) implements Courier {

        @Override
        public Reply get(URI document, Duration patience) throws InterruptedException {
            return courier.get(document, patience);
        }

        @Override
        public Reply enrol(URI probes, byte[] json, Duration patience) throws InterruptedException {
            return courier.enrol(probes, json, patience);
        }

        @Override
        public Reply report(URI reports, String token, byte[] lines, Duration patience) throws InterruptedException {
            clocks.pass(patience.toMillis());
            return courier.report(reports, token, lines, patience);
        }
    }
}
