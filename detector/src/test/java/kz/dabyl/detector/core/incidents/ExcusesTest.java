package kz.dabyl.detector.core.incidents;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import kz.dabyl.detector.core.TestCity;
import kz.dabyl.detector.core.cells.Veil;
import kz.dabyl.detector.core.rules.Family;
import kz.dabyl.detector.core.scopes.Signal;
import kz.dabyl.detector.core.world.TestWorld;
import kz.dabyl.model.Access;
import kz.dabyl.model.Cell;
import kz.dabyl.model.WireInput;
import kz.dabyl.model.WireOutput;
import org.junit.jupiter.api.Test;

/** What is remembered of what excused something, and how it is stored. */
class ExcusesTest {

    private static final long HOP = 345_600_000;
    private static final long HOUR = 720;
    private static final Cell LINES = TestWorld.fixed(TestCity.CENTRE);
    private static final Signal FAILING = Signal.of(Family.FAILING, "site/example.kz");
    private static final List<Excuse> ALL = List.of(
            new Excuse.Wide("KZ"),
            new Excuse.Deaf("KZ"),
            new Excuse.Everywhere(FAILING),
            new Excuse.FailedShare(FAILING, 3),
            new Excuse.FailedShare(FAILING, 10),
            new Excuse.Everywhere(Signal.of(Family.FAILING, List.of("site/a", "site/b"))),
            new Excuse.FailedShare(Signal.of(Family.FAILING, List.of("site/a", "site/b")), 4),
            new Excuse.Everywhere(Signal.of(Family.FAILING, "site/of a number 99999999999")),
            new Excuse.Everywhere(Signal.of(Family.FAILING, "site/of a number 5")),
            new Excuse.FailedShare(Signal.of(Family.FAILING, "site/of\ntwo lines"), 1),
            new Excuse.Fell("KZ"),
            new Excuse.WithoutMains(LINES),
            new Excuse.WithoutMains(new Cell("KZ-75", "a network of words", Access.FIXED)));

    @Test
    void areForgottenAfterAnHour() {
        var excuses = new Excuses();
        excuses.note(new Excuse.Wide("KZ"), HOP);

        excuses.forget(HOP + HOUR);
        var afterAnHour = excuses.lastSeen(new Excuse.Wide("KZ"));
        excuses.forget(HOP + HOUR + 1);

        assertThat(afterAnHour).isEqualTo(HOP);
        assertThat(excuses.lastSeen(new Excuse.Wide("KZ"))).isEqualTo(Excuses.NEVER);
    }

    @Test
    void knowNoWideFallThatWasSeenOnlyBefore() {
        var excuses = new Excuses();
        excuses.note(new Excuse.Fell("KZ"), HOP - 20);
        excuses.note(new Excuse.Wide("KZ"), HOP);

        assertThat(excuses.anyWideSince(HOP)).isTrue();
        assertThat(excuses.anyWideSince(HOP + 1)).isFalse();
    }

    @Test
    void countLinesWithoutCurrentOnlyAsLongAsNobodyIsBack() {
        var excuses = new Excuses();
        excuses.note(new Excuse.WithoutMains(LINES), TestWorld.HOP);
        var silent = new TestWorld().with(LINES, TestWorld.probes(4, 90)).now();
        var back = new TestWorld().with(LINES, TestWorld.probes(4, 1)).now();

        assertThat(excuses.linesWithoutMains(Set.of(TestCity.CENTRE), silent)).isOne();
        assertThat(excuses.linesWithoutMains(Set.of(TestCity.ASTANA), silent)).isZero();
        assertThat(excuses.linesWithoutMains(Set.of(TestCity.CENTRE), back)).isZero();
    }

    @Test
    void areTheSameOutOfTheirBytes() {
        var excuses = new Excuses();
        ALL.forEach(excuse -> excuses.note(excuse, HOP + ALL.indexOf(excuse)));

        var read = ExcusesCodec.read(new WireInput(bytes(excuses)));

        for (var excuse : ALL) {
            assertThat(read.lastSeen(excuse)).as("%s", excuse).isEqualTo(HOP + ALL.indexOf(excuse));
        }
    }

    @Test
    void areTheSameBytesInWhateverOrderTheyWereSeen() {
        var one = new Excuses();
        ALL.forEach(excuse -> one.note(excuse, HOP));
        var other = new Excuses();
        for (var i = ALL.size() - 1; i >= 0; i--) {
            other.note(ALL.get(i), HOP);
        }

        assertThat(bytes(other)).isEqualTo(bytes(one));
    }

    @Test
    void areStoredInTheWordsInWhichTheyAlwaysWere() {
        var excuses = new Excuses();
        excuses.note(new Excuse.FailedShare(FAILING, 3), HOP);
        excuses.note(new Excuse.Fell("KZ"), HOP);

        var in = new WireInput(bytes(excuses));

        assertThat(in.count()).isEqualTo(2);
        assertThat(in.string()).isEqualTo("failing site/example.kz 3");
        assertThat(in.i64()).isEqualTo(HOP);
        assertThat(in.string()).isEqualTo("fell KZ");
    }

    private static byte[] bytes(Excuses excuses) {
        var out = new WireOutput();
        ExcusesCodec.write(out, excuses, Veil.NONE);
        return out.toByteArray();
    }
}
