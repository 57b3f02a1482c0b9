package kz.dabyl.detector.core.probes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class CohortsTest {

    /** One probe as it is counted. */
    private record One(long lastHeard, long traits, int percent) {

        static One random(Random random) {
            return new One(random.nextInt(6), 30L << 33 | random.nextInt(3), 50 * random.nextInt(3));
        }
    }

    @Property(tries = 200)
    void aProbeThatHasMovedStandsAsIfItHadAlwaysBeenThere(@ForAll Random random) {
        var moved = new Cohorts();
        var probes = new ArrayList<One>();
        for (var i = 0; i < 12; i++) {
            var one = One.random(random);
            probes.add(one);
            moved.add(one.lastHeard, one.traits, one.percent);
        }

        for (var step = 0; step < 20; step++) {
            var now = One.random(random);
            var before = probes.set(random.nextInt(probes.size()), now);
            moved.move(before.lastHeard, before.traits, before.percent, now.lastHeard, now.traits, now.percent);
        }

        var fresh = new Cohorts();
        probes.forEach(one -> fresh.add(one.lastHeard, one.traits, one.percent));
        assertThat(moved.list()).isEqualTo(fresh.list());
    }

    @Property(tries = 50)
    void nobodyIsLeftWhereAllHaveGone(@ForAll Random random) {
        var cohorts = new Cohorts();
        var probes = new ArrayList<One>();
        for (var i = 0; i < 12; i++) {
            var one = One.random(random);
            probes.add(one);
            cohorts.add(one.lastHeard, one.traits, one.percent);
        }

        probes.forEach(one -> cohorts.remove(one.lastHeard, one.traits, one.percent));

        assertThat(cohorts.isEmpty()).isTrue();
        assertThat(cohorts.list()).isEmpty();
    }
}
