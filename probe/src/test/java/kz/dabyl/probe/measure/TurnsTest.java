package kz.dabyl.probe.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import kz.dabyl.model.targets.Check;
import kz.dabyl.model.targets.Target;
import org.junit.jupiter.api.Test;

class TurnsTest {

    private static final Target ALWAYS = Target.of("international/a", Check.ICMP);
    private static final Target SELDOM = new Target("site/b", Check.HTTPS, "b", 443, "/", 600, 3600);

    @Test
    void measuresEachTargetAsOftenAsItIsAskedTo() {
        var turns = new Turns(new Random(1));
        var always = 0;
        var seldom = 0;
        var timed = 0;

        for (var now = 0L; now < 24 * 3_600_000L; now += 30_000) {
            for (var turn : turns.at(now, List.of(ALWAYS, SELDOM))) {
                always += turn.target().equals(ALWAYS) ? 1 : 0;
                seldom += turn.target().equals(SELDOM) ? 1 : 0;
                timed += turn.timed() ? 1 : 0;
            }
        }

        assertThat(always).isEqualTo(2880);
        assertThat(seldom).isBetween(142, 144);
        assertThat(timed).isBetween(22, 24);
    }

    @Test
    void letsChanceDecideWhenItBegins() {
        var first = new Turns(new Random(1)).at(0, List.of(ALWAYS, SELDOM));

        assertThat(first).extracting(Turn::target).containsExactly(ALWAYS);
    }

    @Test
    void makesNothingUpThatWasMissedInALongSleep() {
        var turns = new Turns(new Random(1));
        turns.at(0, List.of(SELDOM));
        turns.at(600_000, List.of(SELDOM));

        var measured = 0;
        for (var now = 100_000_000L; now < 100_000_000L + 1_200_000; now += 30_000) {
            measured += turns.at(now, List.of(SELDOM)).size();
        }

        assertThat(measured).isLessThanOrEqualTo(4);
    }
}
