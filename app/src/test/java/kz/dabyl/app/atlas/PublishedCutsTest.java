package kz.dabyl.app.atlas;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import kz.dabyl.model.Incident;
import kz.dabyl.model.IncidentKind;
import kz.dabyl.model.Times;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What the detector finds in days of RIPE Atlas as they were published, where their files are at hand: of the outages that are
 * known to be true those that {@link KnownFall} says, and nothing where only the measurement failed.
 *
 * <p>Two of the days take minutes, so they are cut to the stretches around what is known of them, each with enough time
 * before it for the detector to know the probes; {@link PublishedDaysTest} runs them whole. The series of the Netherlands name no
 * probes: {@link PublishedLogs#eventsOfSteps} says how they are used all the same.
 */
class PublishedCutsTest {

    @BeforeEach
    void needsTheLogs() {
        PublishedLogs.assumeAtHand();
    }

    @ParameterizedTest
    @EnumSource(KnownFall.class)
    void findsOfWhatIsKnownToBeTrueWhatItIsKnownToFind(KnownFall fall) throws IOException {
        fall.assumeFound();

        assertThat(PublishedRuns.standing(PublishedRuns.stretch(fall, fall.watched)))
                .anyMatch(fall::isToldBy);
    }

    /** Where 150 countries are watched each has to fall for longer, lest one of them be called falsely. */
    @Test
    void findsTheFallOfAllOfANetworkSoonerWhereOnlyItsCountryIsWatched() throws IOException {
        var standing = PublishedRuns.standing(PublishedRuns.stretch(KnownFall.AS43754_AGAIN, "IR"));

        assertThat(standing).anyMatch(KnownFall.AS43754_AGAIN::isToldBy);
        assertThat(standing)
                .allSatisfy(incident -> assertThat(incident.places()).containsExactly("IR"));
    }

    @ParameterizedTest
    @EnumSource(KnownFall.class)
    void tellsNothingElseAroundWhatIsKnownToBeTrueThatTheLogDoesNotBearOut(KnownFall fall) throws IOException {
        var standing = PublishedRuns.standing(PublishedRuns.stretch(fall, PublishedRuns.EVERY_COUNTRY));

        assertThat(PublishedRuns.unknown(standing, fall.day)).isEmpty();
    }

    @Test
    void callsTheFailureOfATunnelProviderNoCutOfTheCountriesItReaches() throws IOException {
        var revisions = PublishedRuns.stretch(KnownFall.AS6939, PublishedRuns.EVERY_COUNTRY);

        assertThat(revisions)
                .filteredOn(revision -> revision.networks().contains("AS6939"))
                .extracting(Incident::kind)
                .containsOnly(IncidentKind.NETWORK_OUTAGE);
    }

    @ParameterizedTest(name = "{2} from {0} to {1}")
    @CsvSource({
        "2016-07-13T05:40:00Z, 2016-07-13T06:00:00Z, the restart of ctr-ams03",
        "2016-07-13T07:39:00Z, 2016-07-13T08:11:00Z, the restart of ctr-ams02"
    })
    void takesNoRestartOfAControllerForACut(String from, String until, String what) throws IOException {
        var revisions = PublishedRuns.whole("msm7000_2016-07-13.json");

        assertThat(revisions)
                .as(what)
                .filteredOn(revision -> revision.kind() != IncidentKind.COLLECTOR_UNREACHABLE)
                .filteredOn(revision -> revision.started() >= time(from) && revision.started() < time(until))
                .isEmpty();
    }

    @Test
    void takesTheUnrestOfOneControllerForNoOutageOfTheCountryItServes() throws IOException {
        var revisions = PublishedRuns.whole("msm7000_2016-07-13.json");

        assertThat(revisions)
                .filteredOn(revision -> revision.places().contains("NZ"))
                .isEmpty();
    }

    @Test
    void tellsNothingThatStandsOfTheMorningInWhichControllersFailed() throws IOException {
        assertThat(PublishedRuns.standing(PublishedRuns.whole("msm7000_2016-07-13.json")))
                .isEmpty();
    }

    /** Of 97 probes in some sixty networks no network has enough to fall together, and no country fell. */
    @Test
    void findsNothingInADayOfWhichNothingIsKnown() throws IOException {
        assertThat(PublishedRuns.whole("msm7000_2011-01-15.json.gz")).isEmpty();
    }

    @Test
    void findsNothingInTwoDaysOfTheNetherlandsOnWhichOneInThirtyFell() throws IOException {
        assertThat(steps("netherlands_connected_2011-07-27_28.txt")).isEmpty();
    }

    @Test
    void findsTheSixthOfTheNetherlandsThatLostItsPowerAndNothingElseInTwoDays() throws IOException {
        var standing = PublishedRuns.standing(steps("netherlands_connected_2017-01-16_17.txt"));

        assertThat(standing).hasSize(1).allSatisfy(incident -> {
            assertThat(incident.places()).containsExactly("NL");
            assertThat(incident.started()).isBetween(time("2017-01-17T03:14:34Z"), time("2017-01-17T03:22:34Z"));
        });
    }

    private static long time(String text) {
        return Times.parse(text).orElseThrow();
    }

    private static List<Incident> steps(String file) throws IOException {
        return PublishedRuns.detect(PublishedLogs.directoryOf("NL", 1000), PublishedLogs.eventsOfSteps(file));
    }
}
