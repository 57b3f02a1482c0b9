package kz.dabyl.alerts.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import kz.dabyl.alerts.delivery.Gathering.Plan;
import kz.dabyl.alerts.delivery.Gathering.Waiting;
import kz.dabyl.alerts.subscriptions.Channel;
import org.junit.jupiter.api.Test;

class GatheringTest {

    private static final OptionalLong NEVER = OptionalLong.empty();

    private final Gathering gathering = new Gathering(Duration.ZERO, Duration.ofSeconds(20), 100);

    @Test
    void saysTheFirstAtOnce() {
        assertThat(gathering.plan(fresh("a"), NEVER, 1_000)).isEqualTo(new Plan(List.of("a"), NEVER));
    }

    @Test
    void letsTheFirstWaitAMomentSoThatFortyAtOnceAreOneMessage() {
        var patient = new Gathering(Duration.ofMillis(1_500), Duration.ofSeconds(20), 100);
        var forty = IntStream.range(0, 40)
                .mapToObj(i -> new Waiting("i" + i, 0, 1_000 + i))
                .toList();

        assertThat(patient.plan(forty.subList(0, 1), NEVER, 1_000))
                .isEqualTo(new Plan(List.of(), OptionalLong.of(2_500)));
        assertThat(patient.plan(forty, NEVER, 2_499)).isEqualTo(new Plan(List.of(), OptionalLong.of(2_500)));
        assertThat(patient.plan(forty, NEVER, 2_500).now()).hasSize(40);
    }

    @Test
    void letsTheNextWaitForCompany() {
        assertThat(gathering.plan(fresh("b"), OptionalLong.of(1_000), 1_001))
                .isEqualTo(new Plan(List.of(), OptionalLong.of(21_000)));
        assertThat(gathering.plan(fresh("b", "c"), OptionalLong.of(1_000), 21_000))
                .isEqualTo(new Plan(List.of("b", "c"), NEVER));
    }

    @Test
    void saysFortyThatOpenAtOnceInTwoRequests() {
        var requests = new ArrayList<List<String>>();
        var waiting = new ArrayList<Waiting>();
        var lastSent = NEVER;
        for (var i = 0; i < 40; i++) {
            waiting.add(new Waiting("i" + i, 0, 1_000));
            var plan = gathering.plan(waiting, lastSent, 1_000 + i);
            if (!plan.now().isEmpty()) {
                requests.add(plan.now());
                waiting.removeIf(head -> plan.now().contains(head.lane()));
                lastSent = OptionalLong.of(1_000 + i);
            }
        }

        requests.add(gathering.plan(waiting, lastSent, 21_000).now());

        assertThat(requests).hasSize(2);
        assertThat(requests.get(0)).containsExactly("i0");
        assertThat(requests.get(1)).hasSize(39).doesNotContain("i0");
    }

    @Test
    void saysAgainAtOnceWhatWasSaidAsOneAndNothingElseWithIt() {
        var waiting = List.of(
                new Waiting("new", 0, 5_500),
                new Waiting("again", 1, 5_000),
                new Waiting("other", 1, 5_900),
                new Waiting("with again", 1, 5_000));

        var plan = gathering.plan(waiting, OptionalLong.of(1_000), 6_000);

        assertThat(plan).isEqualTo(new Plan(List.of("again", "with again"), OptionalLong.of(6_000)));
    }

    @Test
    void saysAgainWhatMayHaveBeenSaidAndNothingElseWithIt() {
        var waiting = List.of(
                new Waiting("new", 0, 1_000),
                new Waiting("begun", 0, 1_000, "msg_1"),
                new Waiting("other", 0, 1_000, "msg_2"),
                new Waiting("with begun", 0, 1_000, "msg_1"));

        var plan = gathering.plan(waiting, NEVER, 6_000);

        assertThat(plan).isEqualTo(new Plan(List.of("begun", "with begun"), OptionalLong.of(6_000)));
    }

    @Test
    void saysNoMoreAsOneThanItMay() {
        var many = IntStream.range(0, 150)
                .mapToObj(i -> new Waiting("i" + i, 0, 1_000))
                .toList();

        var plan = gathering.plan(many, NEVER, 1_000);

        assertThat(plan.now()).hasSize(100);
        assertThat(plan.lookAgain()).hasValue(21_000);
    }

    @Test
    void doesNotWaitForAClockThatWasSetBack() {
        assertThat(gathering.plan(fresh("a"), OptionalLong.of(9_000_000), 1_000).now())
                .containsExactly("a");
    }

    @Test
    void waitsForNothingWhereNothingWaits() {
        assertThat(gathering.plan(List.of(), OptionalLong.of(1_000), 2_000)).isEqualTo(new Plan(List.of(), NEVER));
    }

    @Test
    void leavesProgramsAlone() {
        assertThat(Gathering.takes(Channel.WEBHOOK, "incident.opened")).isFalse();
        assertThat(Gathering.takes(Channel.ALERTMANAGER, "incident.opened")).isFalse();
        assertThat(Gathering.takes(Channel.SMS, "incident.opened")).isTrue();
        assertThat(Gathering.takes(Channel.SMS, "incident.confirmed")).isTrue();
        assertThat(Gathering.takes(Channel.SMS, "incident.closed")).isTrue();
        assertThat(Gathering.takes(Channel.SMS, "incident.updated")).isTrue();
        assertThat(Gathering.takes(Channel.SMS, "incident.retracted")).isTrue();
        assertThat(Gathering.takes(Channel.SMS, "heartbeat")).isFalse();
    }

    private static List<Waiting> fresh(String... lanes) {
        return List.of(lanes).stream().map(lane -> new Waiting(lane, 0, 1_000)).toList();
    }
}
