package kz.dabyl.probe.deliver;

import static kz.dabyl.probe.deliver.FakeCourier.dated;
import static kz.dabyl.probe.deliver.FakeCourier.retryAfter;
import static kz.dabyl.probe.deliver.FakeCourier.status;
import static kz.dabyl.probe.deliver.FakeCourier.unreached;
import static kz.dabyl.probe.deliver.TwoCollectors.NOON;
import static kz.dabyl.probe.deliver.TwoCollectors.PATIENCE;
import static kz.dabyl.probe.deliver.TwoCollectors.reports;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import kz.dabyl.model.Ping;
import kz.dabyl.model.PingError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeliveryTest {

    private static final String PROBLEM = "{\"type\":\"/problems/unauthorized\",\"title\":\"A credential is needed\"}";

    private final TwoCollectors two = new TwoCollectors();
    private final FakeClocks clocks = two.clocks;
    private final FakeCourier courier = two.courier;
    private final Collectors collectors = two.collectors;
    private final Delivery delivery = two.delivery;

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
}
