package kz.dabyl.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class AgendaTest {

    record Plan(long time, Agenda.Rank rank, int number) {}

    @Property(tries = 200)
    void letsThingsHappenByTimeThenRankThenAsTheyWerePlanned(@ForAll("plans") List<Plan> plans) {
        var agenda = new Agenda();
        var happened = new ArrayList<Plan>();
        plans.forEach(plan -> agenda.plan(plan.time(), plan.rank(), time -> happened.add(plan)));

        agenda.runUntil(Long.MAX_VALUE);

        assertThat(happened)
                .isEqualTo(plans.stream()
                        .sorted(Comparator.comparing(Plan::time)
                                .thenComparing(Plan::rank)
                                .thenComparing(Plan::number))
                        .toList());
    }

    @Provide
    Arbitrary<List<Plan>> plans() {
        var times = Arbitraries.longs().between(0, 50);
        var plan = Combinators.combine(times, Arbitraries.of(Agenda.Rank.class))
                .as((time, rank) -> new Plan(time, rank, 0));
        return plan.list().ofMaxSize(3000).map(AgendaTest::numbered);
    }

    private static List<Plan> numbered(List<Plan> plans) {
        var numbered = new ArrayList<Plan>();
        for (var plan : plans) {
            numbered.add(new Plan(plan.time(), plan.rank(), numbered.size()));
        }
        return numbered;
    }

    @Test
    void letsWhatHappensPlanMore() {
        var agenda = new Agenda();
        var times = new ArrayList<Long>();
        agenda.plan(10, Agenda.Rank.ROUND, new Agenda.Item() {
            @Override
            public void happen(long time) {
                times.add(time);
                agenda.plan(time + 10, Agenda.Rank.ROUND, this);
            }
        });

        agenda.runUntil(40);

        assertThat(times).containsExactly(10L, 20L, 30L, 40L);
    }
}
