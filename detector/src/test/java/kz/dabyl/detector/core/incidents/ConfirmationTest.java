package kz.dabyl.detector.core.incidents;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import kz.dabyl.detector.core.Detection;
import kz.dabyl.detector.core.TestCity;
import kz.dabyl.model.Access;
import kz.dabyl.model.Cell;
import kz.dabyl.model.Incident;
import kz.dabyl.model.LogEntry;
import kz.dabyl.model.Places;
import kz.dabyl.model.Thresholds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How long what has opened stays suspected, where it may yet turn out that programs were released or phones restarted. */
class ConfirmationTest {

    private static final long CUT = 900;
    private static final long NEVER = -1;

    /** By then a release would be over, in seconds after it began. */
    private static final long RELEASED = 150;

    private static final String KARAGANDA = Places.at(49.80, 73.10, 7);
    private static final String AKTOBE = Places.at(50.28, 57.17, 7);
    private static final String PAVLODAR = Places.at(52.29, 76.95, 7);
    private static final List<String> THREE = List.of(TestCity.CENTRE, TestCity.ASTANA, TestCity.SHYMKENT);
    private static final List<String> OTHERS = List.of(KARAGANDA, AKTOBE, PAVLODAR);

    @Test
    void waitsUntilAReleaseWouldBeOverWithWhatTakesThreeCities() {
        var one = country().cut(m -> isPhoneOf(m, List.of(TestCity.CENTRE)) && m.within(CUT, CUT + 600));
        var three = country().cut(m -> isPhoneOf(m, THREE) && m.within(CUT, CUT + 600));

        assertThat(confirmedAfter(one.log(CUT + 200), 60)).isBetween(60L, 120L);
        assertThat(confirmedAfter(three.log(CUT + 200), 60)).isBetween(RELEASED - 15, RELEASED + 15);
    }

    @Test
    void waitsForNoReleaseOnceKeptReportsSayThatPhonesLive() {
        var city = country()
                .keeping()
                .cut(m -> isPhoneOf(m, THREE)
                        && m.within(CUT, CUT + 600)
                        && !(number(m) % 5 == 0 && m.within(CUT + 70, CUT + 100)));

        assertThat(confirmedAfter(tellingOfNoTarget(city.log(CUT + 200)), 60)).isBetween(60L, 120L);
    }

    @ParameterizedTest(name = "{1} of 3 times {0}: {2}")
    @CsvSource({
        // A tenth of 96 is more than five, whoever of them is known to be silent,
        "32, 5, false",
        "32, 12, true",
        // and of twelve less than the three that it takes at least.
        "4, 2, false",
        "4, 3, true",
    })
    void waitsWhereATenthAndThreeAtLeastComeBackWithAnotherBoot(int ofEach, int back, boolean waits) {
        var city = cityOf(ofEach, back, m -> false);

        assertThat(confirmedAfter(city.log(CUT + 280), 90) == NEVER).isEqualTo(waits);
    }

    @Test
    void waitsForNobodyToComeBackOnceKeptReportsSayThatTheOthersLive() {
        var city = cityOf(32, 12, m -> number(m) % 8 == 7 && m.within(CUT + 200, CUT + 230))
                .keeping();

        assertThat(confirmedAfter(tellingOfNoTarget(city.log(CUT + 280)), 90)).isBetween(200L, 240L);
    }

    /** Six cities in as many regions, three networks in each and lines. */
    private static TestCity country() {
        var city = new TestCity(11).losing(0);
        for (var places : List.of(THREE, OTHERS)) {
            places.forEach(place -> populate(city, place, 5));
        }
        return city;
    }

    /** A cut of all phones of a place but for some, which restart when it begins and are back after a minute, and who is spared. */
    private static TestCity cityOf(int ofEach, int back, Predicate<TestCity.Moment> spared) {
        var city = new TestCity(11).losing(0);
        populate(city, TestCity.CENTRE, ofEach);
        populate(city, TestCity.ASTANA, 5);
        Predicate<TestCity.Moment> restarts =
                m -> isPhoneOf(m, List.of(TestCity.CENTRE)) && number(m) * back % (3 * ofEach) < back;
        return city.restarting(m -> restarts.test(m) && m.within(CUT, CUT + 62))
                .cut(m -> isPhoneOf(m, List.of(TestCity.CENTRE))
                        && m.within(CUT, CUT + 600)
                        && !restarts.test(m)
                        && !spared.test(m));
    }

    private static void populate(TestCity city, String place, int ofEach) {
        for (var network : List.of("401-01", "401-02", "401-77")) {
            city.add(new Cell(place, network, Access.MOBILE), ofEach, "c1");
        }
        city.add(new Cell(place, "AS9198", Access.FIXED), 5, "c1");
    }

    private static boolean isPhoneOf(TestCity.Moment moment, List<String> places) {
        var cell = moment.probe().cell();
        return cell.access() == Access.MOBILE && places.contains(cell.place());
    }

    private static int number(TestCity.Moment moment) {
        return Integer.parseInt(moment.probe().name().substring(1));
    }

    /** Those who keep reports say that they live, and nothing of targets, which would confirm by itself. */
    private static List<LogEntry> tellingOfNoTarget(List<LogEntry> log) {
        return log.stream()
                .map(entry -> entry instanceof LogEntry.Received received ? tellingOfNoTarget(received) : entry)
                .toList();
    }

    private static LogEntry tellingOfNoTarget(LogEntry.Received received) {
        var report = received.report();
        return new LogEntry.Received(
                received.received(), received.collector(), report.with(report.seq(), report.at(), List.of()));
    }

    /** How many seconds after the cut it was confirmed, where that is asked for after so many. */
    private static long confirmedAfter(List<LogEntry> log, int confirmAfter) {
        var revisions = new ArrayList<Incident>();
        var thresholds = new Thresholds(1, 3, List.of("KZ"), confirmAfter, 120, 20, 3, 0.2, 1);
        var detection = new Detection(thresholds, List.of(), revisions::add);
        log.forEach(detection::accept);
        assertThat(revisions.get(0).certainty()).isEqualTo(Incident.Certainty.SUSPECTED);
        return revisions.stream()
                .filter(revision -> revision.certainty() == Incident.Certainty.CONFIRMED)
                .mapToLong(revision -> (revision.updated() - TestCity.START) / 1000 - CUT)
                .findFirst()
                .orElse(NEVER);
    }
}
