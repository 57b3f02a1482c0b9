package kz.dabyl.app.recording;

import static java.nio.charset.StandardCharsets.UTF_8;
import static kz.dabyl.app.recording.Entries.received;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import kz.dabyl.model.LogEntry;
import kz.dabyl.model.Report;
import kz.dabyl.model.TrustLevel;
import org.junit.jupiter.api.Test;

class PseudonymsTest {

    private static final long DAY = 86_400_000;
    private static final long EVENING = 19_000 * DAY - 1;

    @Test
    void changesNothingButTheNameAndTheMarkOfTheStart() throws IOException {
        var before = received("c", EVENING, "p-5f0c7e21", 7);

        var after = renamed("key", before).get(0);

        var mask = Entries.report("x", 7, EVENING);
        assertThat(List.of(after.received(), after.collector())).containsExactly(EVENING, "c");
        assertThat(after.report().probe()).matches("p-[0-9a-f]{20}");
        assertThat(after.report().boot()).isNotEqualTo(before.report().boot());
        assertThat(withNamesOf(after.report(), mask)).isEqualTo(withNamesOf(before.report(), mask));
    }

    @Test
    void keepsProbesApartAndTheSameProbeTogetherAlsoPastMidnight() throws IOException {
        var names = names(renamed(
                "key",
                received("c", EVENING, "one", 1),
                received("c", EVENING, "other", 1),
                received("c", EVENING + 2, "one", 2)));

        assertThat(names.get(0)).isEqualTo(names.get(2)).isNotEqualTo(names.get(1));
    }

    @Test
    void givesAProbeAnotherNameOnAnotherDay() throws IOException {
        var evening = names(renamed("key", received("c", EVENING, "one", 1)));
        var morning = names(renamed("key", received("c", EVENING + 1, "one", 2)));

        assertThat(evening).isNotEqualTo(morning);
    }

    @Test
    void dependsOnTheKey() throws IOException {
        var entry = received("c", EVENING, "one", 1);

        assertThat(names(renamed("key", entry))).isNotEqualTo(names(renamed("other", entry)));
        assertThat(names(renamed("key", entry))).isEqualTo(names(renamed("key", entry)));
    }

    @Test
    void saysOfAProbeByItsNewNameWhatWasSaidByItsOwn() throws IOException {
        var recording = new ArrayList<LogEntry>();
        var pseudonyms = new Pseudonyms("key".getBytes(UTF_8), recording::add);
        var stamp = new LogEntry.Stamp(EVENING, "c");

        pseudonyms.write(new LogEntry.Trust("one", "i-1", TrustLevel.REVOKED, stamp));
        pseudonyms.write(new LogEntry.Trust("other", "i-1", TrustLevel.VOUCHED, stamp));
        pseudonyms.write(received("c", EVENING, "one", 1));

        var one = (LogEntry.Trust) recording.get(0);
        var other = (LogEntry.Trust) recording.get(1);
        assertThat(one.probe())
                .isEqualTo(((LogEntry.Received) recording.get(2)).report().probe());
        assertThat(one.invite()).isEqualTo(other.invite()).matches("i-[0-9a-f]{20}");
        assertThat(one.probe()).isNotEqualTo(other.probe());
        assertThat(one.revoked()).isTrue();
        assertThat(other.level()).isEqualTo(TrustLevel.VOUCHED);
        assertThat(one.stamp()).isEqualTo(stamp);
    }

    @Test
    void passesTicksOnAsTheyAre() throws IOException {
        var recording = new ArrayList<LogEntry>();

        new Pseudonyms("key".getBytes(UTF_8), recording::add).write(Entries.tick("c", 1));

        assertThat(recording).containsExactly(Entries.tick("c", 1));
    }

    private static List<LogEntry.Received> renamed(String key, LogEntry... entries) throws IOException {
        var recording = new ArrayList<LogEntry>();
        var pseudonyms = new Pseudonyms(key.getBytes(UTF_8), recording::add);
        for (var entry : entries) {
            pseudonyms.write(entry);
        }
        return recording.stream().map(LogEntry.Received.class::cast).toList();
    }

    private static List<String> names(List<LogEntry.Received> entries) {
        return entries.stream()
                .map(LogEntry.Received::report)
                .map(report -> report.probe() + " " + report.boot())
                .toList();
    }

    private static Report withNamesOf(Report report, Report names) {
        return new Report(
                names.probe(),
                report.seq(),
                report.at(),
                report.intervalSeconds(),
                report.place(),
                report.network(),
                report.access(),
                names.boot(),
                report.software(),
                report.power(),
                report.pings());
    }
}
