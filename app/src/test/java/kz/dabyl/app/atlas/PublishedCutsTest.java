package kz.dabyl.app.atlas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import kz.dabyl.collector.adapter.atlas.ConnectionEvent;
import kz.dabyl.collector.adapter.atlas.ProbeDirectory;
import kz.dabyl.detector.core.Detection;
import kz.dabyl.model.Documents;
import kz.dabyl.model.Incident;
import kz.dabyl.model.IncidentKind;
import kz.dabyl.model.Times;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What the detector finds in days of RIPE Atlas as they were published, where their files are at hand: every outage that
 * is known to be true, and nothing where only the measurement failed.
 *
 * <p>A whole day takes minutes, so a day is cut to the stretches around what is known of it, each with enough time
 * before it for the detector to know the probes. The series of the Netherlands name no probes: {@link
 * PublishedLogs#eventsOfSteps} says how they are used all the same.
 */
class PublishedCutsTest {

    private static final int INTERVAL_SECONDS = 60;
    private static final long EARLY_MILLIS = 3 * 60_000;
    private static final long LATE_MILLIS = 5 * 60_000;

    private static final Map<String, List<Incident>> REVISIONS = new HashMap<>();

    @BeforeEach
    void needsTheLogs() {
        assumeTrue(
                Files.isDirectory(PublishedLogs.FOLDER),
                () -> "no published connection logs at " + PublishedLogs.FOLDER.toAbsolutePath());
    }

    /**
     * Half of AS5089 and of AS6830 on 10 February 2015 and the first fall of AS43754 at 09:11 are true too and not found:
     * docs/detection-method.md says why. Networks of several countries need none of them to be named: where their probes are is
     * often not known.
     */
    @ParameterizedTest(name = "{4} {5} at {3}")
    @CsvSource({
        "msm7000_2016-04-29.json, 2016-04-29T08:00:00Z, 2016-04-29T10:00:00Z, 2016-04-29T08:31:33Z, AS38229, LK",
        "msm7000_2016-04-29.json, 2016-04-29T08:00:00Z, 2016-04-29T10:00:00Z, 2016-04-29T09:42:06Z, AS43754, IR",
        "msm7000_2016-04-29.json, 2016-04-29T13:50:00Z, 2016-04-29T15:00:00Z, 2016-04-29T14:40:49Z, AS680, DE",
        "msm7000_2015-02-10.json, 2015-02-10T22:05:00Z, 2015-02-10T23:00:00Z, 2015-02-10T22:35:06Z, AS6939, ''"
    })
    void findsWhatIsKnownToBeTrue(String file, String from, String until, String at, String network, String country)
            throws IOException {
        var revisions = stretch(file, from, until);

        assertThat(revisions)
                .filteredOn(revision -> revision.networks().contains(network)
                        && (country.isEmpty() || revision.places().contains(country))
                        && near(at, revision))
                .isNotEmpty();
    }

    @Test
    void callsTheFailureOfATunnelProviderNoCutOfTheCountriesItReaches() throws IOException {
        var revisions = stretch("msm7000_2015-02-10.json", "2015-02-10T22:05:00Z", "2015-02-10T23:00:00Z");

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
        var revisions = whole("msm7000_2016-07-13.json");

        assertThat(revisions)
                .as(what)
                .filteredOn(revision -> revision.kind() != IncidentKind.COLLECTOR_UNREACHABLE)
                .filteredOn(revision -> revision.started() >= time(from) && revision.started() < time(until))
                .isEmpty();
    }

    @Test
    void takesTheUnrestOfOneControllerForNoOutageOfTheCountryItServes() throws IOException {
        var revisions = whole("msm7000_2016-07-13.json");

        assertThat(revisions)
                .filteredOn(revision -> revision.places().contains("NZ"))
                .isEmpty();
    }

    /** Of 97 probes in some sixty networks no network has enough to fall together, and no country fell. */
    @Test
    void findsNothingInADayOfWhichNothingIsKnown() throws IOException {
        assertThat(whole("msm7000_2011-01-15.json.gz")).isEmpty();
    }

    @Test
    void findsNothingInADayOfTheNetherlandsOnWhichOneInThirtyFell() throws IOException {
        assertThat(steps("netherlands_connected_2011-07-27_28.txt", "2011-07-28T01:00:00Z", "2011-07-28T06:30:00Z"))
                .isEmpty();
    }

    @Test
    void findsTheSixthOfTheNetherlandsThatLostItsPower() throws IOException {
        var revisions =
                steps("netherlands_connected_2017-01-16_17.txt", "2017-01-17T01:00:00Z", "2017-01-17T05:30:00Z");

        assertThat(revisions)
                .filteredOn(revision -> revision.places().contains("NL") && near("2017-01-17T03:17:34Z", revision))
                .isNotEmpty();
    }

    private static boolean near(String time, Incident incident) {
        return incident.started() >= time(time) - EARLY_MILLIS && incident.started() <= time(time) + LATE_MILLIS;
    }

    private static long time(String text) {
        return Times.parse(text).orElseThrow();
    }

    private static List<Incident> stretch(String file, String from, String until) throws IOException {
        var known = REVISIONS.get(file + from);
        if (known != null) {
            return known;
        }
        var events = PublishedLogs.stretch(PublishedLogs.events(file), time(from), time(until));
        var revisions = detect(PublishedLogs.directory(), events);
        REVISIONS.put(file + from, revisions);
        return revisions;
    }

    private static List<Incident> whole(String file) throws IOException {
        var known = REVISIONS.get(file);
        if (known != null) {
            return known;
        }
        var revisions = detect(PublishedLogs.directory(), PublishedLogs.events(file));
        REVISIONS.put(file, revisions);
        return revisions;
    }

    private static List<Incident> steps(String file, String from, String until) throws IOException {
        return detect(
                PublishedLogs.directoryOf("NL", 1000), PublishedLogs.eventsOfSteps(file, time(from), time(until)));
    }

    private static List<Incident> detect(ProbeDirectory directory, List<ConnectionEvent> events) throws IOException {
        var revisions = new ArrayList<Incident>();
        var detection = new Detection(Documents.thresholds("home: \"*\""), List.of(), revisions::add);
        new ConnectionImport(directory, INTERVAL_SECONDS, detection::accept).run(events);
        return revisions;
    }
}
