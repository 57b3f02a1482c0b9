package kz.dabyl.detector.core.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import java.util.List;
import kz.dabyl.model.LogEntry;
import kz.dabyl.model.Rally;
import kz.dabyl.model.Thresholds;
import org.junit.jupiter.api.Test;

class RulesTest {

    @Test
    void areReadAsTheyWereWritten() {
        var thresholds = new Thresholds(1e-5, 7, List.of("KZ", "KG"), 45, 300, 99.5, 2.5, 0.125, 12);
        var rules = new Rules(
                thresholds,
                List.of(
                        new Rally("r1", "Митинг", 1_000, 2_000, List.of("8720e6000ffffff"), null),
                        new Rally("r2", "", -5, 5, List.of(), new Rally.Circle(43.25, 76.95, 1_500))),
                List.of(new Rules.VersionSeen(false, "s", 12), new Rules.VersionSeen(true, "other", 1)));

        assertThat(Rules.decode(rules.encode())).isEqualTo(rules);
    }

    /** The bytes that version 1 wrote. Never edit: old changelogs hold them. */
    private static final String V1 =
            "013ff00000000000000301024b5a3c7840340000000000004008000000000000" + "3fc999999999999a0100";

    @Test
    void ofTheFirstVersionHaveCountedNothing() {
        assertThat(Rules.decode(HexFormat.of().parseHex(V1))).isEqualTo(new Rules(Thresholds.DEFAULT, List.of()));
    }

    @Test
    void takeEachVersionOfASeriesOnceAndNoneThatIsOlder() {
        var rules = new Rules(Thresholds.DEFAULT, List.of())
                .with(List.of(thresholds(2, "a", 10), thresholds(3, "a", 20)))
                .with(List.of(thresholds(2, "a", 30)))
                .with(List.of(thresholds(7, "b", 40)))
                .with(List.of(thresholds(3, "a", 50)));

        assertThat(rules.thresholds().version()).isEqualTo(7);
    }

    @Test
    void takeWhatNobodyCountsAsItStands() {
        var rules = new Rules(Thresholds.DEFAULT, List.of())
                .with(List.of(thresholds(5, "", 10)))
                .with(List.of(thresholds(2, "", 20)));

        assertThat(rules.thresholds().version()).isEqualTo(2);
    }

    @Test
    void takeTheChangesOfAHopInTheOrderOfTheirStamps() {
        var rules =
                new Rules(Thresholds.DEFAULT, List.of()).with(List.of(thresholds(5, "", 20), thresholds(2, "", 10)));

        assertThat(rules.thresholds().version()).isEqualTo(5);
    }

    @Test
    void countRalliesApartFromThresholds() {
        var stamp = new LogEntry.Stamp(5, "c1");
        var rally = new Rally("r", "", 0, 1, List.of("KZ"), null);
        var rules = new Rules(Thresholds.DEFAULT, List.of())
                .with(List.of(thresholds(5, "a", 1), new LogEntry.RalliesSet(List.of(rally), 1, "a", stamp)))
                .with(List.of(new LogEntry.RalliesSet(List.of(), 1, "a", stamp)));

        assertThat(rules.rallies()).containsExactly(rally);
        assertThat(rules.thresholds().version()).isEqualTo(5);
    }

    @Test
    void forgetTheSeriesThatWereHeardOfFirst() {
        var rules = new Rules(Thresholds.DEFAULT, List.of());
        for (var i = 0; i < 1_000; i++) {
            rules = rules.with(List.of(thresholds(1, "s" + i, i)));
        }

        assertThat(rules.seen()).hasSizeLessThan(200).contains(new Rules.VersionSeen(false, "s999", 1));
    }

    private static LogEntry.Notice thresholds(int version, String series, long received) {
        var thresholds = new Thresholds(1, 3, List.of("KZ"), 60, 120, 20, 3, 0.2, version);
        return new LogEntry.ThresholdsSet(thresholds, series, new LogEntry.Stamp(received, "c1"));
    }

    @Test
    void ofALaterVersionAreRefused() {
        var bytes = new Rules(Thresholds.DEFAULT, List.of()).encode();
        bytes[0] = 9;

        assertThatThrownBy(() -> Rules.decode(bytes))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("version 9");
    }
}
