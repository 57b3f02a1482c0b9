package kz.dabyl.detector.core;

import static kz.dabyl.detector.core.Controls.Life.LIVE;
import static kz.dabyl.detector.core.Controls.Life.SILENT;
import static kz.dabyl.detector.core.Controls.Life.UNOBSERVED;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import kz.dabyl.model.IncidentKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PatternTest {

    private static final Set<String> FAR = Set.of("international/1.1.1.1", "international/8.8.8.8");
    private static final Set<String> HOME = Set.of("domestic/egov.kz", "domestic/kaspi.kz");
    private static final Set<String> ONE = Set.of("platform/telegram.org");
    private static final Set<String> TWO = Set.of("platform/telegram.org", "site/vlast.kz");

    @ParameterizedTest(name = "one target {0}, abroad {1}, elsewhere {2}: {3}")
    @CsvSource({
        "FAILING, SILENT, LIVE, TARGET_DOWN",
        "FAILING, SILENT, SILENT, TARGET_DOWN",
        "FAILING, LIVE, SILENT, BLOCKING",
        "FAILING, LIVE, UNOBSERVED, BLOCKING",
        "FAILING, UNOBSERVED, LIVE, BLOCKING",
        "FAILING, UNOBSERVED, SILENT, TARGET_DOWN",
        "FAILING, UNOBSERVED, UNOBSERVED, TARGET_DOWN",
        "FOREIGN, LIVE, UNOBSERVED, TLS_INTERCEPTION",
        "FOREIGN, UNOBSERVED, LIVE, TLS_INTERCEPTION",
        "FOREIGN, UNOBSERVED, UNOBSERVED,",
        "FOREIGN, SILENT, LIVE,",
        "SLOW, LIVE, UNOBSERVED, THROTTLING",
        "SLOW, UNOBSERVED, LIVE, THROTTLING",
        "SLOW, SILENT, LIVE, TARGET_DOWN",
        "SLOW, UNOBSERVED, UNOBSERVED,",
        "SLOW, UNOBSERVED, SILENT,"
    })
    void namesTheTroubleOfOneTarget(
            Family family, Controls.Life abroad, Controls.Life elsewhere, IncidentKind expected) {
        var pattern = new Pattern(family, ONE, HOME, abroad, elsewhere);

        assertThat(pattern.kind().orElse(null)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "several targets {0}: {1}")
    @CsvSource({"FAILING, BLOCKING", "FOREIGN, TLS_INTERCEPTION"})
    void takesSeveralTargetsForAMeasureWithoutAnyControlAndSaysThatNoneBearsItOut(
            Family family, IncidentKind expected) {
        var pattern = new Pattern(family, TWO, union(FAR, HOME), UNOBSERVED, UNOBSERVED);

        assertThat(pattern.kind()).contains(expected);
        assertThat(pattern.controlled()).isFalse();
    }

    @Test
    void isAnAllowListWhereOnlyDomesticTargetsAnswer() {
        assertThat(new Pattern(Family.FAILING, union(FAR, TWO), HOME, LIVE, UNOBSERVED).kind())
                .contains(IncidentKind.INTERNATIONAL_CUT);
        assertThat(new Pattern(Family.FAILING, union(FAR, TWO), HOME, UNOBSERVED, UNOBSERVED).kind())
                .contains(IncidentKind.INTERNATIONAL_CUT);
    }

    @Test
    void isAnAllowListWhereOneOfManyForeignTargetsStillAnswers() {
        var well = union(HOME, Set.of("platform/www.youtube.com"));

        assertThat(new Pattern(Family.FAILING, union(FAR, TWO), well, LIVE, UNOBSERVED).kind())
                .contains(IncidentKind.INTERNATIONAL_CUT);
    }

    @Test
    void isNoAllowListWhereOneClassFailsAndAnotherAnswers() {
        assertThat(new Pattern(Family.FAILING, FAR, union(HOME, ONE), LIVE, UNOBSERVED).kind())
                .contains(IncidentKind.BLOCKING);
    }

    @Test
    void isAnAllowListWhereTheOnlyForeignClassThatIsTriedFails() {
        assertThat(new Pattern(Family.FAILING, FAR, HOME, LIVE, UNOBSERVED).kind())
                .contains(IncidentKind.INTERNATIONAL_CUT);
        assertThat(new Pattern(Family.FAILING, Set.of("international/1.1.1.1"), HOME, LIVE, UNOBSERVED).kind())
                .as("of one target alone")
                .contains(IncidentKind.BLOCKING);
    }

    @Test
    void isNoAllowListWhereNobodyTriesADomesticTarget() {
        assertThat(new Pattern(Family.FAILING, union(FAR, TWO), Set.of(), LIVE, UNOBSERVED).kind())
                .contains(IncidentKind.BLOCKING);
    }

    @Test
    void isDownWhereAllForeignTargetsFailAbroadToo() {
        assertThat(new Pattern(Family.FAILING, union(FAR, TWO), HOME, SILENT, UNOBSERVED).kind())
                .contains(IncidentKind.TARGET_DOWN);
    }

    @Test
    void isNoThrottlingWhereNoOtherClassIsAsUsual() {
        assertThat(new Pattern(Family.SLOW, ONE, Set.of("platform/www.youtube.com"), LIVE, LIVE).kind())
                .isEmpty();
    }

    private static Set<String> union(Set<String> some, Set<String> others) {
        var all = new HashSet<>(some);
        all.addAll(others);
        return all;
    }
}
