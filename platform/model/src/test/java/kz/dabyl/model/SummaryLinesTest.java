package kz.dabyl.model;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** Summaries and states as lines of a recording. */
class SummaryLinesTest {

    @Property(tries = 300)
    void readsTheSummariesThatItWrote(@ForAll("hops") HopSummary hop) throws IOException {
        assertThat(read(written(new LogEntry.Summary(hop)))).containsExactly(new LogEntry.Summary(hop));
    }

    @Provide
    net.jqwik.api.Arbitrary<HopSummary> hops() {
        return Generators.hops();
    }

    @Test
    void readsTheRulesOfASummary() throws IOException {
        var hop = new HopSummary(
                3, 8, 323_849_526, List.of(), List.of(), List.of(Samples.THRESHOLDS_SET, Samples.RALLIES_SET));

        assertThat(read(written(new LogEntry.Summary(hop)))).containsExactly(new LogEntry.Summary(hop));
    }

    @Test
    void readsStatesThatAreLongerThanAnyString() throws IOException {
        var block = new byte[300_000];
        new Random(7).nextBytes(block);

        var state = read(written(new LogEntry.Start(new StartState(Samples.AT, List.of(new byte[] {1}, block)))));

        assertThat(state).hasSize(1);
        assertThat(((LogEntry.Start) state.get(0)).state().until()).isEqualTo(Samples.AT);
        assertThat(((LogEntry.Start) state.get(0)).state().blocks()).containsExactly(new byte[] {1}, block);
    }

    @Test
    void namesTheBadValueOfASummary() throws IOException {
        var line = written(new LogEntry.Summary(Samples.HOP)).replace("\"loss\":5", "\"loss\":6");

        assertThatThrownBy(() -> read(line))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("line 1 /summary/cells/0/cohorts/1/loss")
                .hasMessageContaining("from 0 to 5");
    }

    @Test
    void refusesAStateThatIsCutShort() throws IOException {
        var line = written(new LogEntry.Start(new StartState(Samples.AT, List.of(new byte[100]))));
        var cut = line.replaceFirst("\\[\\[\"[^\"]{8}", "[[\"");

        assertThatThrownBy(() -> read(cut)).isInstanceOf(InvalidInputException.class);
    }

    @Test
    void takesAnIncidentForNoneOfThem() throws IOException {
        var line = "{\"id\":\"01J\",\"state\":\"open\",\"evidence\":{\"expected\":1},\"summary\":{\"en\":\"…\"}}\n";

        assertThat(read(line)).hasSize(1).allMatch(LogEntry.Other.class::isInstance);
    }

    private static String written(LogEntry entry) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var writer = new RecordingWriter(out)) {
            writer.write(entry);
        }
        return out.toString(UTF_8);
    }

    private static List<LogEntry> read(String text) throws IOException {
        var entries = new ArrayList<LogEntry>();
        try (var reader = new RecordingReader(new ByteArrayInputStream(text.getBytes(UTF_8)))) {
            for (var entry = reader.next(); entry.isPresent(); entry = reader.next()) {
                entries.add(entry.get());
            }
        }
        return entries;
    }
}
