package kz.dabyl.detector.core.troubles;

import static kz.dabyl.detector.core.TestTargets.FAR;
import static kz.dabyl.detector.core.TestTargets.HOME;
import static kz.dabyl.detector.core.TestTargets.HOME_TOO;
import static kz.dabyl.detector.core.TestTargets.INSTAGRAM;
import static kz.dabyl.detector.core.TestTargets.SITE;
import static kz.dabyl.detector.core.TestTargets.TELEGRAM;
import static kz.dabyl.detector.core.TestTargets.failing;
import static kz.dabyl.detector.core.TestTargets.signedBy;
import static kz.dabyl.detector.core.TestTargets.slower;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Predicate;
import kz.dabyl.detector.core.TestCity;
import kz.dabyl.detector.core.TestTargets;
import kz.dabyl.model.Access;
import kz.dabyl.model.Cell;
import kz.dabyl.model.Incident;
import kz.dabyl.model.IncidentKind;
import kz.dabyl.model.PingError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What goes wrong with targets while every report comes. */
class TroublesTest {

    private static final long FROM = 1500;
    private static final long UNTIL = 2400;
    private static final long END = 2700;

    private final TestTargets targets = new TestTargets();

    @ParameterizedTest
    @CsvSource({"DNS, DNS", "TIMEOUT, IP", "UNREACHABLE, IP", "REFUSED, TCP", "RESET, TCP", "TLS, TLS", "HTTP, HTTP"})
    void areBlockingWhereATargetFailsHereAndAnswersElsewhere(PingError error, String method) {
        targets.trouble(during(TroublesTest::inCentre), failing(error), TELEGRAM);

        var incident = only(watched());

        assertThat(incident.kind()).isEqualTo(IncidentKind.BLOCKING);
        assertThat(incident.certainty()).isEqualTo(Incident.Certainty.CONFIRMED);
        assertThat(incident.targets()).containsExactly(TELEGRAM);
        assertThat(incident.reason()).isEqualTo(method);
        assertThat(incident.places()).containsExactly(TestCity.CENTRE);
        assertThat(incident.networks()).containsExactly("401-01", "401-02", "401-77", "AS9198");
        assertThat(incident.detected() - at(FROM)).isBetween(0L, 60_000L);
        assertThat(incident.started()).isBetween(at(FROM - 10), at(FROM + 10));
        assertThat(incident.state()).isEqualTo(Incident.State.CLOSED);
        assertThat(incident.ended()).isBetween(at(UNTIL - 15), at(UNTIL + 15));
        assertThat(incident.updated()).isBetween(at(UNTIL + 120), at(UNTIL + 180));
        assertThat(incident.evidence().probesSilent()).isBetween(19, 20);
    }

    @Test
    void areOneIncidentWhereTargetsFallTogether() {
        targets.trouble(during(TroublesTest::inCentre), failing(PingError.TIMEOUT), TELEGRAM, SITE);

        var incident = only(watched());

        assertThat(incident.targets()).containsExactly(TELEGRAM, SITE);
        assertThat(incident.reason()).isEqualTo("IP: 2 targets fell together");
        assertThat(incident.evidence().probesSilent()).as("each once").isBetween(19, 20);
    }

    @Test
    void areTwoIncidentsWhereTheMethodsDiffer() {
        targets.trouble(during(TroublesTest::inCentre), failing(PingError.DNS), TELEGRAM)
                .trouble(during(TroublesTest::inCentre), failing(PingError.TLS), SITE);

        var incidents = detect(watched());

        assertThat(incidents).extracting(Incident::reason).containsExactlyInAnyOrder("DNS", "TLS");
        assertThat(incidents).extracting(Incident::kind).containsOnly(IncidentKind.BLOCKING);
    }

    @Test
    void areATargetThatIsDownWhereItFailsForWitnessesToo() {
        targets.trouble(during(m -> true), failing(PingError.REFUSED), SITE);

        var revisions = TestCity.detect(watched().answering(targets).log(END));

        assertThat(revisions).extracting(Incident::kind).containsOnly(IncidentKind.TARGET_DOWN);
        var last = revisions.get(revisions.size() - 1);
        assertThat(last.certainty()).isEqualTo(Incident.Certainty.CONFIRMED);
        assertThat(last.places()).hasSize(3).doesNotContain("DE");
        assertThat(last.reason()).isNull();
    }

    @Test
    void areToldOfNobodyWhereAServerFailsForAMoment() {
        targets.trouble(m -> m.within(FROM, FROM + 30), failing(PingError.REFUSED), SITE);

        assertThat(detect(watched())).isEmpty();
    }

    @Test
    void staySuspectedWithoutAnyControl() {
        targets.trouble(during(m -> true), failing(PingError.RESET), SITE);

        var incident = only(unwatched());

        assertThat(incident.certainty()).isEqualTo(Incident.Certainty.SUSPECTED);
        assertThat(incident.kind()).isEqualTo(IncidentKind.TARGET_DOWN);
        assertThat(incident.reason()).contains("no control");
    }

    @Test
    void areBorneOutByOtherPlacesWhereThereIsNoWitness() {
        targets.trouble(during(TroublesTest::inCentre), failing(PingError.RESET), SITE);

        var incident = only(unwatched());

        assertThat(incident.kind()).isEqualTo(IncidentKind.BLOCKING);
        assertThat(incident.certainty()).isEqualTo(Incident.Certainty.CONFIRMED);
    }

    @Test
    void areTheAllowListWhereOnlyDomesticTargetsAnswer() {
        targets.trouble(during(TroublesTest::inCentre), failing(PingError.TIMEOUT), FAR, TELEGRAM, INSTAGRAM, SITE);

        var incident = only(watched());

        assertThat(incident.kind()).isEqualTo(IncidentKind.INTERNATIONAL_CUT);
        assertThat(incident.targets()).containsExactly(FAR, TELEGRAM, INSTAGRAM, SITE);
        assertThat(incident.places()).containsExactly(TestCity.CENTRE);
    }

    @ParameterizedTest
    @CsvSource({"TIMEOUT", "DNS"})
    void areTheAllowListThoughTheCollectorsThatTakeTheReportsAnswer(PingError error) {
        targets.trouble(during(TroublesTest::inCentre), failing(error), FAR, TELEGRAM, INSTAGRAM, SITE)
                .also(moment -> true, "site/collector.example")
                .also(TroublesTest::isFirst, "site/backup.example");

        assertThat(only(watched()).kind()).isEqualTo(IncidentKind.INTERNATIONAL_CUT);
    }

    @Test
    void areTheAllowListThoughOneProbeInventsSitesThatAnswer() {
        targets.trouble(during(TroublesTest::inCentre), failing(PingError.TIMEOUT), FAR, TELEGRAM, INSTAGRAM, SITE)
                .also(TroublesTest::isFirst, "site/a.example", "site/b.example", "platform/c.example");

        assertThat(only(watched()).kind()).isEqualTo(IncidentKind.INTERNATIONAL_CUT);
    }

    @Test
    void areThrottlingWhereOneNetworkSlowsOneClassDown() {
        targets.trouble(during(m -> m.probe().cell().network().equals("401-02")), slower(6), TELEGRAM, INSTAGRAM);

        var incident = only(watched());

        assertThat(incident.kind()).isEqualTo(IncidentKind.THROTTLING);
        assertThat(incident.networks()).containsExactly("401-02");
        assertThat(incident.access()).containsExactly(Access.MOBILE);
        assertThat(incident.places()).hasSize(3);
        assertThat(incident.targets()).containsExactly(TELEGRAM, INSTAGRAM);
    }

    @Test
    void areNoThrottlingWhereEverythingSlowsDown() {
        targets.trouble(during(TroublesTest::inCentre), slower(6), FAR, HOME, HOME_TOO, TELEGRAM, INSTAGRAM, SITE);

        assertThat(detect(watched())).isEmpty();
    }

    @Test
    void areATargetThatIsDownWhereItIsSlowForWitnessesToo() {
        targets.trouble(during(m -> true), slower(10), SITE);

        assertThat(only(watched()).kind()).isEqualTo(IncidentKind.TARGET_DOWN);
    }

    @Test
    void areInterceptionWhereSomebodyElseSigns() {
        targets.trouble(during(TroublesTest::inCentre), signedBy("CN=Root,O=Security,C=KZ"), INSTAGRAM, SITE);

        var incident = only(watched());

        assertThat(incident.kind()).isEqualTo(IncidentKind.TLS_INTERCEPTION);
        assertThat(incident.targets()).containsExactly(INSTAGRAM, SITE);
        assertThat(incident.certainty()).isEqualTo(Incident.Certainty.CONFIRMED);
    }

    @Test
    void areNothingWhereASiteChangesItsAuthorityOrItsAuthorityAnIntermediate() {
        targets.trouble(during(m -> true), signedBy("CN=WE1,O=Google Trust Services,C=US"), SITE)
                .trouble(during(TroublesTest::inCentre), signedBy("CN=R10,O=Let's Encrypt,C=US"), INSTAGRAM);

        assertThat(detect(watched())).isEmpty();
    }

    @Test
    void areNothingWhereTwoProbesFail() {
        targets.trouble(
                during(m -> m.probe().name().equals("p0") || m.probe().name().equals("p1")),
                failing(PingError.RESET),
                TELEGRAM);
        var city = new TestCity(3)
                .add(new Cell(TestCity.CENTRE, "401-01", Access.MOBILE), 2, "c1")
                .add(new Cell(TestCity.ASTANA, "401-01", Access.MOBILE), 5, "c1");

        assertThat(detect(city)).isEmpty();
    }

    @Test
    void areTheSameIncidentWhenTheyComeBackSoon() {
        targets.trouble(
                m -> inCentre(m) && (m.within(1500, 1740) || m.within(2100, 2400)), failing(PingError.RESET), TELEGRAM);

        var revisions = TestCity.detect(watched().answering(targets).log(END));

        assertThat(revisions)
                .extracting(Incident::id)
                .containsOnly(revisions.get(0).id());
        assertThat(revisions)
                .extracting(Incident::state)
                .containsSubsequence(
                        Incident.State.OPEN, Incident.State.CLOSED, Incident.State.OPEN, Incident.State.CLOSED);
    }

    @Test
    void areNotLookedForWhereEverybodyIsCutOff() {
        targets.trouble(during(TroublesTest::inCentre), failing(PingError.TIMEOUT), FAR, TELEGRAM, SITE);

        var incidents = detect(watched().cut(m -> inCentre(m) && m.within(FROM - 30, UNTIL)));

        assertThat(incidents).extracting(Incident::kind).containsOnly(IncidentKind.OUTAGE);
    }

    private static Predicate<TestCity.Moment> during(Predicate<TestCity.Moment> where) {
        return m -> where.test(m) && m.within(FROM, UNTIL);
    }

    /** One of the probes in the centre. */
    private static boolean isFirst(TestCity.Moment moment) {
        return moment.probe().name().equals("p0");
    }

    private static boolean inCentre(TestCity.Moment moment) {
        return moment.probe().cell().place().equals(TestCity.CENTRE);
    }

    private static TestCity unwatched() {
        return TestCity.ofThreePlaces(11, 5);
    }

    private static TestCity watched() {
        return unwatched().add(new Cell("DE", "AS3320", Access.FIXED), 3, "c1");
    }

    private Incident only(TestCity city) {
        var incidents = detect(city);
        assertThat(incidents).hasSize(1);
        return incidents.get(0);
    }

    /** The last revision of every incident. */
    private List<Incident> detect(TestCity city) {
        var last = new LinkedHashMap<String, Incident>();
        TestCity.detect(city.answering(targets).log(END)).forEach(r -> last.put(r.id(), r));
        return new ArrayList<>(last.values());
    }

    private static long at(long second) {
        return TestCity.START + second * 1000;
    }
}
