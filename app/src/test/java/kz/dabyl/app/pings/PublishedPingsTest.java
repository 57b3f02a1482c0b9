package kz.dabyl.app.pings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import kz.dabyl.app.pings.Answers.Telling;
import kz.dabyl.app.recording.RecordingRules;
import kz.dabyl.detector.core.Detection;
import kz.dabyl.model.Access;
import kz.dabyl.model.Documents;
import kz.dabyl.model.Incident;
import kz.dabyl.model.LogEntry;
import kz.dabyl.model.Places;
import kz.dabyl.model.Times;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The curfews of Bago, February and March 2021: every night the internet was cut, and it shows in nothing but pings that
 * are not answered, where seven an hour usually are. The hardest input that there is for a detector of silence: a timer
 * over the whole city finds all 45 nights with no false alarm only at 75 minutes.
 */
class PublishedPingsTest {

    private static final Path PINGS = Path.of("../../shared/data/bago-pings");

    private static final Telling AS_PUBLISHED =
            new Telling("MM-02", Access.FIXED, true, Duration.ofMinutes(1).toMillis(), 0, 0);

    @BeforeEach
    void needsThePings() {
        assumeTrue(Files.isDirectory(PINGS), () -> "no published pings at " + PINGS.toAbsolutePath());
    }

    @Test
    void becomeARecordingThatKeepsTheContract() throws IOException {
        var answers = answers();
        var recording = new ArrayList<LogEntry>();

        answers.tell(AS_PUBLISHED, recording::add);

        RecordingRules.check(recording);
        assertThat(recording.stream().filter(LogEntry.Received.class::isInstance))
                .hasSize(answers.count());
    }

    @Test
    void showTheCurfewOfNearlyEveryNightWithinTheHour() throws IOException {
        var found = found(AS_PUBLISHED);

        assertThat(found.labelled()).hasSize(45);
        assertThat(found.nights()).hasSizeGreaterThanOrEqualTo(44);
        assertThat(found.falseAlarms()).hasSizeLessThanOrEqualTo(5);
        assertThat(found.medianDelay()).isLessThan(Duration.ofMinutes(60));
    }

    /**
     * Neither the grain of time nor what the places and networks are called makes a difference that counts, all of it at
     * once. Each alone is shown when long tests are asked for.
     */
    @Test
    void showItHoweverTheyAreTold() throws IOException {
        var minute = Duration.ofMinutes(1).toMillis();

        var found = found(new Telling(
                Places.at(17.3367, 96.4797, 6), Access.MOBILE, false, 5 * minute, 317 * minute, 3 * 1440 * minute));

        assertThat(found.labelled()).hasSize(45);
        assertThat(found.nights()).hasSizeGreaterThanOrEqualTo(44);
        assertThat(found.falseAlarms()).hasSizeLessThanOrEqualTo(5);
        assertThat(found.medianDelay()).isLessThan(Duration.ofMinutes(60));
    }

    @ParameterizedTest
    @MethodSource("otherTellings")
    @Tag("long")
    void showItHoweverOneThingIsToldOtherwise(Telling telling) throws IOException {
        var found = found(telling);

        assertThat(found.labelled()).hasSize(45);
        assertThat(found.nights()).hasSizeGreaterThanOrEqualTo(44);
        assertThat(found.falseAlarms()).hasSizeLessThanOrEqualTo(5);
        assertThat(found.medianDelay()).isLessThan(Duration.ofMinutes(60));
    }

    static Stream<Arguments> otherTellings() {
        var minute = Duration.ofMinutes(1).toMillis();
        return Stream.of(
                told("with a tick each five minutes", "MM-02", Access.FIXED, true, 5 * minute, 0, 0),
                told("from a hexagon", Places.at(17.3367, 96.4797, 6), Access.FIXED, true, minute, 0, 0),
                told("as one network", "MM-02", Access.FIXED, false, minute, 0, 0),
                told("as mobile, five hours later", "MM-02", Access.MOBILE, true, minute, 317 * minute, 0),
                told("without the first three days", "MM-02", Access.FIXED, true, minute, 0, 3 * 1440 * minute));
    }

    private static Arguments told(
            String name, String place, Access access, boolean each, long tick, long shift, long skip) {
        return Arguments.of(Named.of(name, new Telling(place, access, each, tick, shift, skip)));
    }

    /** A night's cut by its order and the clock, epoch milliseconds. */
    private record Night(long from, long until) {}

    /** A night that was found, and when. */
    private record FoundNight(Night night, Duration delay) {}

    /** @param labelled all nights that there were */
    private record Found(List<Night> labelled, List<FoundNight> nights, List<Incident> falseAlarms) {

        Duration medianDelay() {
            var sorted = nights.stream().map(FoundNight::delay).sorted().toList();
            return sorted.get(sorted.size() / 2);
        }
    }

    private static Found found(Telling telling) throws IOException {
        var alarms = alarms(telling);
        var nights = nights(telling.shiftMillis());
        var found = new ArrayList<FoundNight>();
        for (var night : nights) {
            alarms.stream()
                    .filter(alarm -> in(night, alarm))
                    .findFirst()
                    .ifPresent(first ->
                            found.add(new FoundNight(night, Duration.ofMillis(first.updated() - night.from()))));
        }
        var wrong = alarms.stream()
                .filter(alarm -> nights.stream().noneMatch(night -> in(night, alarm)))
                .toList();
        return new Found(nights, found, wrong);
    }

    private static boolean in(Night night, Incident alarm) {
        return alarm.updated() >= night.from() && alarm.updated() < night.until();
    }

    /** Every revision that opens an incident, or opens one anew that had closed. */
    private static List<Incident> alarms(Telling telling) throws IOException {
        var alarms = new ArrayList<Incident>();
        var closed = new ArrayList<String>();
        var detection = new Detection(Documents.thresholds("home: MM"), List.of(), revision -> {
            var again = closed.contains(revision.id());
            if (revision.state() != Incident.State.OPEN) {
                closed.add(revision.id());
            } else if (revision.revision() == 1 || again) {
                closed.remove(revision.id());
                alarms.add(revision);
            }
        });
        answers().tell(telling, detection::accept);
        return alarms;
    }

    private static Answers answers() throws IOException {
        return Answers.read(PINGS.resolve("bago_2021-02-09_2021-03-31.csv"));
    }

    /** The nights of the labels that stand beside the pings; the one that the pings break off in is none. */
    private static List<Night> nights(long shiftMillis) throws IOException {
        try (var lines = Files.lines(PINGS.resolve("labels.csv"))) {
            return lines.skip(1)
                    .map(line -> line.split(",", -1))
                    .map(cells -> new Night(time(cells[1]) + shiftMillis, time(cells[2]) + shiftMillis))
                    .toList();
        }
    }

    private static long time(String text) {
        return Times.parse(text).orElseThrow();
    }
}
