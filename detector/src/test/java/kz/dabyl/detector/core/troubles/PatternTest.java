package kz.dabyl.detector.core.troubles;

import static kz.dabyl.detector.core.scopes.Controls.Life.LIVE;
import static kz.dabyl.detector.core.scopes.Controls.Life.SILENT;
import static kz.dabyl.detector.core.scopes.Controls.Life.UNOBSERVED;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import kz.dabyl.detector.core.rules.Family;
import kz.dabyl.detector.core.scopes.Controls;
import kz.dabyl.model.IncidentKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PatternTest {

    private static final Set<String> FAR = Set.of("international/1.1.1.1", "international/8.8.8.8");
    private static final Set<String> HOME = Set.of("domestic/egov.kz", "domestic/kaspi.kz");
    private static final Set<String> ONE = Set.of("platform/telegram.org");
    private static final Set<String> SITE = Set.of("site/collector.example");
    private static final Set<String> SITES = Set.of("site/collector.example", "site/vlast.kz");
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
        var pattern = new Pattern(family, ONE, Method.IP, HOME, abroad, elsewhere);

        assertThat(pattern.kind().orElse(null)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "several targets {0}: {1}")
    @CsvSource({"FAILING, BLOCKING", "FOREIGN, TLS_INTERCEPTION"})
    void takesSeveralTargetsForAMeasureWithoutAnyControlAndSaysThatNoneBearsItOut(
            Family family, IncidentKind expected) {
        var pattern = new Pattern(family, TWO, Method.IP, union(FAR, HOME), UNOBSERVED, UNOBSERVED);

        assertThat(pattern.kind()).contains(expected);
        assertThat(pattern.controlled()).isFalse();
    }

    @Test
    void isAnAllowListWhereOnlyDomesticTargetsAnswer() {
        assertThat(new Pattern(Family.FAILING, union(FAR, TWO), Method.IP, HOME, LIVE, UNOBSERVED).kind())
                .contains(IncidentKind.INTERNATIONAL_CUT);
        assertThat(new Pattern(Family.FAILING, union(FAR, TWO), Method.IP, HOME, UNOBSERVED, UNOBSERVED).kind())
                .contains(IncidentKind.INTERNATIONAL_CUT);
    }

    @Test
    void isAnAllowListWhereOneOfManyForeignTargetsStillAnswers() {
        var well = union(HOME, Set.of("platform/www.youtube.com"));

        assertThat(new Pattern(Family.FAILING, union(FAR, TWO), Method.IP, well, LIVE, UNOBSERVED).kind())
                .contains(IncidentKind.INTERNATIONAL_CUT);
    }

    @Test
    void isNoAllowListWhereOneClassFailsAndAnotherAnswers() {
        assertThat(new Pattern(Family.FAILING, FAR, Method.IP, union(HOME, ONE), LIVE, UNOBSERVED).kind())
                .contains(IncidentKind.BLOCKING);
    }

    @Test
    void isAnAllowListWhereTheOnlyForeignClassThatIsTriedFails() {
        assertThat(new Pattern(Family.FAILING, FAR, Method.IP, HOME, LIVE, UNOBSERVED).kind())
                .contains(IncidentKind.INTERNATIONAL_CUT);
        assertThat(new Pattern(Family.FAILING, Set.of("international/1.1.1.1"), Method.IP, HOME, LIVE, UNOBSERVED)
                        .kind())
                .as("of one target alone")
                .contains(IncidentKind.BLOCKING);
    }

    @Test
    void isNoAllowListWhereNobodyTriesADomesticTarget() {
        assertThat(new Pattern(Family.FAILING, union(FAR, TWO), Method.IP, Set.of(), LIVE, UNOBSERVED).kind())
                .contains(IncidentKind.BLOCKING);
    }

    @Test
    void isNoAllowListWhereNobodyTriesAnInternationalTarget() {
        var platforms = Set.of("platform/telegram.org", "platform/www.instagram.com");

        assertThat(new Pattern(Family.FAILING, platforms, Method.IP, HOME, LIVE, UNOBSERVED).kind())
                .contains(IncidentKind.BLOCKING);
    }

    @ParameterizedTest
    @EnumSource(names = {"TLS", "HTTP"})
    void isNoAllowListWhereSomebodyAnswersInTheTargetsPlace(Method method) {
        assertThat(new Pattern(Family.FAILING, union(FAR, TWO), method, HOME, LIVE, UNOBSERVED).kind())
                .contains(IncidentKind.BLOCKING);
    }

    @Test
    void isAnAllowListWhereNoForeignNameOfAnyClassIsFound() {
        var well = union(HOME, Set.of("platform/www.youtube.com"));

        assertThat(new Pattern(Family.FAILING, union(FAR, TWO), Method.DNS, HOME, LIVE, UNOBSERVED).kind())
                .contains(IncidentKind.INTERNATIONAL_CUT);
        assertThat(new Pattern(Family.FAILING, union(FAR, TWO), Method.DNS, well, LIVE, UNOBSERVED).kind())
                .as("where one is found")
                .contains(IncidentKind.BLOCKING);
    }

    @Test
    void isAnAllowListThoughOneSiteAnswersForItMayBeTheCollectorThatTookTheReports() {
        var ailing = union(FAR, ONE);

        assertThat(new Pattern(Family.FAILING, ailing, Method.IP, union(HOME, SITE), LIVE, UNOBSERVED).kind())
                .contains(IncidentKind.INTERNATIONAL_CUT);
        assertThat(new Pattern(Family.FAILING, ailing, Method.DNS, union(HOME, SITE), LIVE, UNOBSERVED).kind())
                .contains(IncidentKind.INTERNATIONAL_CUT);
        assertThat(new Pattern(Family.FAILING, ailing, Method.IP, union(HOME, SITES), LIVE, UNOBSERVED).kind())
                .as("two answer")
                .contains(IncidentKind.BLOCKING);
        assertThat(new Pattern(Family.FAILING, FAR, Method.IP, union(HOME, SITE), LIVE, UNOBSERVED).kind())
                .as("nothing but one class fails")
                .contains(IncidentKind.BLOCKING);
    }

    @Test
    void isDownWhereAllForeignTargetsFailAbroadToo() {
        assertThat(new Pattern(Family.FAILING, union(FAR, TWO), Method.IP, HOME, SILENT, UNOBSERVED).kind())
                .contains(IncidentKind.TARGET_DOWN);
    }

    @Test
    void isNoThrottlingWhereNoOtherClassIsAsUsual() {
        assertThat(new Pattern(Family.SLOW, ONE, Method.IP, Set.of("platform/www.youtube.com"), LIVE, LIVE).kind())
                .isEmpty();
    }

    private static Set<String> union(Set<String> some, Set<String> others) {
        var all = new HashSet<>(some);
        all.addAll(others);
        return all;
    }
}
