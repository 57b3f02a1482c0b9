package kz.dabyl.detector.core.probes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import kz.dabyl.detector.core.TestCity;
import kz.dabyl.detector.core.world.TestWorld;
import kz.dabyl.model.Access;
import kz.dabyl.model.Ailment;
import kz.dabyl.model.CellSummary;
import kz.dabyl.model.HopSummary;
import kz.dabyl.model.Ping;
import kz.dabyl.model.PingError;
import kz.dabyl.model.Report;
import kz.dabyl.model.Tls;
import kz.dabyl.model.WireOutput;
import org.junit.jupiter.api.Test;

class TargetsTest {

    private static final int HOP = 1000;

    private final TargetNames names = new TargetNames();
    private final Targets targets = new Targets();

    @Test
    void keepThoseThatWereTriedAllAlong() {
        tryAll(0, Targets.MOST, HOP);
        tryAll(0, 20, HOP + 6);

        assertThat(targets.names()).containsExactlyElementsOf(targetNames(0, Targets.MOST));
    }

    @Test
    void giveUpATargetThatIsNoLongerTriedForANewOne() {
        tryAll(0, Targets.MOST, HOP);
        tryAll(1, Targets.MOST, HOP + 200);

        tryAll(20, 21, HOP + 241);

        assertThat(targets.names()).contains("site/20.example").doesNotContain("site/0.example");
    }

    @Test
    void areKnownByTheirLettersWhicheverInstanceSpellsThem() {
        var name = new TargetNames.Name("site/vlast.kz", 0, 3);
        var same = String.join("/", "site", "vlast.kz");

        assertThat(name.is(same)).isTrue();
        assertThat(name.target()).isSameAs(same);
        assertThat(name.is("site/egov.kz")).isFalse();
        assertThat(name.target()).isSameAs(same);
    }

    @Test
    void areCountedAlikeWhetherAllAreWellOrOneIsNot() {
        var other = new Targets();
        for (var i = 0; i < 3; i++) {
            round(targets, HOP + i);
            round(other, HOP + i);
        }
        state(other, 2).takeFailure(Ailment.DNS, HOP + 3);
        other.settle(names);
        var tally = new CellTally(TestWorld.mobile(TestCity.CENTRE, "401-01"), "c1");

        count(targets, tally, HOP + 4, 100);
        count(other, tally, HOP + 4, 50);

        var told = told(tally, HOP + 4);
        assertThat(told).hasSize(3);
        assertThat(told.get(0)).isEqualTo(new CellSummary.TargetTally("site/0.example", 2, 150, 0, List.of()));
        assertThat(told.get(2).well()).isEqualTo(1);
        assertThat(told.get(2).troubles())
                .containsExactly(new CellSummary.Trouble(
                        Ailment.DNS, HOP + 2L, 1, state(other, 2).rateBucket(), 1, 50, false));
    }

    @Test
    void doNotCountOnceTheirResultsAreOld() {
        for (var i = 0; i < 3; i++) {
            round(targets, HOP + i);
        }
        var tally = new CellTally(TestWorld.mobile(TestCity.CENTRE, "401-01"), "c1");

        count(targets, tally, HOP + 300, 100);

        assertThat(told(tally, HOP + 300)).isEmpty();
    }

    @Test
    void sayWhenTheyWillCountOtherwiseThoughNoneIsTried() {
        for (var i = 0; i < 3; i++) {
            round(targets, HOP + i);
        }
        assertThat(targets.nextChange(HOP + 2, 240)).isEqualTo(HOP + 2 + 241);

        state(targets, 1).takeFailure(Ailment.DNS, HOP + 9);
        targets.settle(names);

        assertThat(targets.nextChange(HOP + 9, 240)).isEqualTo(HOP + 2 + 241);
        assertThat(targets.nextChange(HOP + 243, 240)).isEqualTo(HOP + 9 + 241);
        assertThat(targets.nextChange(HOP + 250, 240)).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void keepWhatIsKnownWhenTheNamesAreNumberedAnew() {
        var probe = probe(8);
        var before = new WireOutput();
        probe.targets().write(before, name -> 0, HOP);

        var fresh = TargetNames.of(List.of(probe));

        assertThat(fresh.size()).isEqualTo(8);
        var after = new WireOutput();
        probe.targets().write(after, name -> 0, HOP);
        assertThat(after.toByteArray()).isEqualTo(before.toByteArray());
    }

    @Test
    void areForgottenWhereThereAreTooManyNames() {
        for (var i = 0; i < TargetNames.MOST; i++) {
            assertThat(names.of("site/" + i)).isNotNull();
        }

        assertThat(names.of("site/more")).isNull();
        assertThat(names.of("site/7")).isNotNull();
    }

    private static void count(Targets targets, CellTally tally, int hop, int percent) {
        var counted = new ProbeTallyEntry(targets);
        counted.probe(tally, HOP, 0, percent);
        counted.targets(targets.steady(hop, 240), false, percent, 240);
    }

    private List<CellSummary.TargetTally> told(CellTally tally, int hop) {
        var summary = tally.take(hop, names);
        if (summary == null) {
            throw new IllegalStateException("the tally says nothing");
        }
        return summary.targets();
    }

    private ProbeState probe(int count) {
        var pings = IntStream.range(0, count)
                .mapToObj(i -> new Ping(
                        "site/" + i + ".example", true, 48.5, null, 2400, new Tls("CN=R11,O=Let's Encrypt,C=US", "")))
                .toList();
        var probe = new ProbeState(report(1_619_000_000L - 1, pings), "collector-1", TestCity.START, true);
        var appraisal = new Appraisal();
        for (var i = 0; i < 30; i++) {
            var hop = (int) HopSummary.hopOf(TestCity.START) + 6 * i;
            appraisal.take(pings, probe.targets(), hop, names);
        }
        var failed = pings.stream()
                .map(p -> Ping.failed(p.target(), PingError.TIMEOUT))
                .toList();
        appraisal.take(failed, probe.targets(), (int) HopSummary.hopOf(TestCity.START) + 200, names);
        return probe;
    }

    private static Report report(long seq, List<Ping> pings) {
        return new Report(
                "p",
                seq,
                TestCity.START,
                30,
                TestCity.CENTRE,
                "401-01",
                Access.MOBILE,
                "0123456789abcdef",
                "dabyl-probe/0.1.0",
                null,
                pings);
    }

    private void round(Targets of, int hop) {
        for (var i = 0; i < 3; i++) {
            state(of, i, hop).takeWell(hop);
        }
        of.settle(names);
    }

    private TargetState state(Targets of, int number) {
        return state(of, number, HOP);
    }

    private TargetState state(Targets of, int number, int hop) {
        var state = of.of("site/" + number + ".example", number, hop, names);
        if (state == null) {
            throw new IllegalStateException("no room for " + number);
        }
        return state;
    }

    private void tryAll(int from, int until, int hop) {
        for (var name : targetNames(from, until)) {
            var state = targets.of(name, 0, hop, names);
            if (state != null) {
                state.takeWell(hop);
            }
        }
    }

    private static List<String> targetNames(int from, int until) {
        return IntStream.range(from, until)
                .mapToObj(i -> "site/" + i + ".example")
                .toList();
    }
}
