package kz.dabyl.probe.deliver;

import static kz.dabyl.probe.deliver.FakeCourier.dated;
import static kz.dabyl.probe.deliver.FakeCourier.retryAfter;
import static kz.dabyl.probe.deliver.FakeCourier.status;
import static kz.dabyl.probe.deliver.FakeCourier.unreached;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import kz.dabyl.model.Ping;
import kz.dabyl.model.PingError;
import kz.dabyl.probe.keep.Kept;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeliveryTest {

    private static final long NOON = 1_619_265_600_000L;
    private static final String PROBLEM = "{\"type\":\"/problems/unauthorized\",\"title\":\"A credential is needed\"}";
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration INTERVAL = Duration.ofSeconds(30);

    private final FakeClocks clocks = new FakeClocks(NOON);
    private final FakeCourier courier = new FakeCourier();
    private final Collectors collectors = new Collectors(
            List.of(URI.create("https://one.example"), URI.create("https://two.example")), INTERVAL, new Random(1));
    private final Delivery delivery = new Delivery(collectors, courier, clocks, "token");

    @Test
    void isDoneWithWhatTheFirstCollectorTakes() throws Exception {
        var outcome = delivery.send(reports(3), PATIENCE);

        assertThat(outcome).isEqualTo(new Outcome.Taken(List.of(0L, 1L, 2L), List.of()));
        assertThat(courier.sent).containsExactly("one.example {0} {1} {2}");
    }

    @Test
    void asksTheNextCollectorWhereTheFirstCannotBeReachedAndTellsOfItInAPing() throws Exception {
        courier.answers("one.example", unreached(PingError.RESET));

        var outcome = delivery.send(reports(1), PATIENCE);
        var signs = collectors.takeSigns();
        delivery.send(reports(1), PATIENCE);

        assertThat(outcome).isInstanceOf(Outcome.Taken.class);
        assertThat(signs)
                .contains(Ping.failed("site/one.example", PingError.RESET))
                .hasSize(2);
        assertThat(courier.sent).containsExactly("one.example {0}", "two.example {0}", "two.example {0}");
    }

    @Test
    void comesBackToTheFirstCollectorAfterAWhile() throws Exception {
        courier.answers("one.example", unreached(PingError.TIMEOUT));
        delivery.send(reports(1), PATIENCE);
        clocks.pass(Duration.ofMinutes(2).toMillis());

        delivery.send(reports(1), PATIENCE);

        assertThat(courier.sent.get(2)).startsWith("one.example");
        assertThat(collectors.takeSigns())
                .anyMatch(sign -> sign.ok() && sign.target().equals("site/one.example"));
    }

    /** Else all who know two addresses would tell, when a cut is over, that the first is blocked. */
    @Test
    void tellsNothingOfAnAddressWhenNoOtherAnsweredEither() throws Exception {
        courier.answers("one.example", unreached(PingError.TIMEOUT))
                .answers("two.example", unreached(PingError.TIMEOUT));
        delivery.send(reports(1), PATIENCE);
        var whileCut = collectors.takeSigns();
        clocks.pass(Duration.ofSeconds(20).toMillis());

        delivery.send(reports(1), PATIENCE);

        assertThat(whileCut).isEmpty();
        assertThat(collectors.takeSigns()).isNotEmpty().allMatch(Ping::ok);
    }

    @Test
    void tellsOfAnAddressThatFailedAfterAnotherHadAnswered() throws Exception {
        courier.answers("one.example", retryAfter(503, 300))
                .answers("two.example", unreached(PingError.TIMEOUT), unreached(PingError.TIMEOUT));

        delivery.send(reports(1), PATIENCE);
        delivery.send(reports(1), PATIENCE);

        assertThat(collectors.takeSigns())
                .contains(Ping.failed("site/two.example", PingError.TIMEOUT))
                .anyMatch(sign -> sign.ok() && sign.target().equals("site/one.example"));
    }

    /** The line may have been cut between the two halves. */
    @Test
    void tellsNothingOfAnAddressThatAnsweredNoMoreWhenNoOtherDid() throws Exception {
        courier.answers("one.example", status(413), status(202), unreached(PingError.TIMEOUT))
                .answers("two.example", unreached(PingError.TIMEOUT));

        delivery.send(reports(2), PATIENCE);

        assertThat(collectors.takeSigns())
                .anyMatch(sign -> sign.ok() && sign.target().equals("site/one.example"))
                .allMatch(Ping::ok);
    }

    @Test
    void tellsWhyLinesWereRefusedAndSendsThemNoMore() throws Exception {
        courier.answers(
                "one.example",
                status(
                        202,
                        "{\"accepted\":1,\"rejected\":[{\"line\":2,\"pointer\":\"/place\",\"detail\":\"too fine\"}]}"));

        var outcome = delivery.send(reports(2), PATIENCE);

        assertThat(outcome).isEqualTo(new Outcome.Taken(List.of(0L, 1L), List.of("/place: too fine")));
    }

    @Test
    void keepsWhatSomethingInBetweenCallsABadRequest() throws Exception {
        courier.answers("one.example", status(400, "<html>Bad Request</html>"))
                .answers(
                        "two.example",
                        status(400, "{\"errors\":[{\"line\":1,\"pointer\":\"/seq\",\"detail\":\"bad\"}]}"));

        var outcome = delivery.send(reports(1), PATIENCE);

        assertThat(outcome).isEqualTo(new Outcome.Taken(List.of(0L), List.of("/seq: bad")));
    }

    @Test
    void sendsInHalvesWhatIsTooLarge() throws Exception {
        courier.answers("one.example", status(413), status(202), status(413));

        var outcome = delivery.send(reports(3), PATIENCE);

        assertThat(outcome.done()).containsExactly(0L, 1L, 2L);
        assertThat(courier.sent)
                .containsExactly(
                        "one.example {0} {1} {2}",
                        "one.example {0}", "one.example {1} {2}", "one.example {1}", "one.example {2}");
    }

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

    @ParameterizedTest
    @ValueSource(ints = {401, 403})
    void stopsWhereNoCollectorWantsIt(int status) throws Exception {
        courier.answers("one.example", status(status, PROBLEM)).answers("two.example", status(status, PROBLEM));

        assertThat(delivery.send(reports(1), PATIENCE)).isEqualTo(new Outcome.ShutOut(List.of(), status));
    }

    @Test
    void goesOnWhileACollectorThatCannotBeReachedMayStillWantIt() throws Exception {
        courier.answers("one.example", status(401, PROBLEM)).answers("two.example", unreached(PingError.TIMEOUT));

        assertThat(delivery.send(reports(1), PATIENCE)).isEqualTo(new Outcome.Later(List.of()));
    }

    @Test
    void goesOnWhereSomethingInFrontOfTheCollectorsForbidsIt() throws Exception {
        courier.answers("one.example", status(403, "<html>Forbidden</html>"))
                .answers("two.example", status(403, "{\"error\":\"rate\"}"));

        assertThat(delivery.send(reports(1), PATIENCE)).isEqualTo(new Outcome.Later(List.of()));
    }

    @Test
    void goesWithNoTokenWhereARedirectPoints() throws Exception {
        courier.answers("one.example", status(302));

        delivery.send(reports(1), PATIENCE);

        assertThat(courier.sent).containsExactly("one.example {0}", "two.example {0}");
    }

    @Test
    void measuresHowWrongItsClockIs() throws Exception {
        courier.answers("one.example", dated(NOON), dated(NOON - 1000), dated(NOON + 7_200_000));

        delivery.send(reports(1), PATIENCE);
        var right = delivery.skew().millis();
        delivery.send(reports(1), PATIENCE);
        var withinASecond = delivery.skew().millis();
        delivery.send(reports(1), PATIENCE);

        assertThat(right).isZero();
        assertThat(withinASecond).isZero();
        assertThat(delivery.skew().corrected(NOON)).isBetween(NOON + 7_200_000, NOON + 7_201_000);
        assertThat(delivery.skew().worthTelling()).isTrue();
    }

    private static List<Kept> reports(int count) {
        return LongStream.range(0, count)
                .mapToObj(seq -> new Kept(seq, NOON, "{" + seq + "}"))
                .toList();
    }
}
