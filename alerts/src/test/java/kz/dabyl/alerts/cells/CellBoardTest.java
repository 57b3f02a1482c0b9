package kz.dabyl.alerts.cells;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import kz.dabyl.alerts.cells.CellState.Seen;
import kz.dabyl.model.Places;
import kz.dabyl.model.Topics;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CellBoardTest {

    private static final String CENTRE = "8720e60a1ffffff";
    private static final long NOW = 1_000_000;

    private final List<String> told = new ArrayList<>();
    private final CellBoard board = new CellBoard((name, json) -> told.add(name + " " + json));

    @Test
    void showsTheNewestStateOfEachCell() {
        cell("401-01", "ok", "run1");
        cell("401-02", "ok", "run1");
        cell("401-02", "affected", "run1");
        mark("run1", 5);

        assertThat(board.now().shown())
                .extracting(state -> state.cell().network() + " " + state.seen())
                .containsExactly("401-01 OK", "401-02 AFFECTED");
    }

    @Test
    void showsWhatAHopHasChangedTogether() {
        cell("401-01", "ok", "run1");
        mark("run1", 5);
        var before = board.now();

        cell("401-01", "affected", "run1");
        var meanwhile = board.now();
        mark("run1", 10);

        assertThat(meanwhile).isEqualTo(before);
        assertThat(board.now().shown()).extracting(CellState::seen).containsExactly(Seen.AFFECTED);
    }

    @Test
    void forgetsACellThatMayNoLongerBeShownAndTellsThatItIsUnknown() {
        cell("401-01", "ok", "run1");
        mark("run1", 5);
        told.clear();

        put(CENTRE + "/401-01/mobile", null);
        mark("run1", 10);

        assertThat(board.now().shown()).isEmpty();
        assertThat(told)
                .singleElement()
                .satisfies(line ->
                        assertThat(line).contains("\"state\":\"unknown\"").doesNotContain("8-15"));
    }

    @Test
    void showsNothingThatOnlyAFormerRunOfTheDetectorHasTold() {
        cell("401-01", "ok", "run1");
        cell("401-02", "ok", "run1");
        mark("run1", 5);

        cell("401-02", "ok", "run2");
        mark("run2", 10);

        assertThat(board.now().shown())
                .extracting(state -> state.cell().network())
                .containsExactly("401-02");
        assertThat(told.get(told.size() - 1)).contains("/401-01/").contains("\"state\":\"unknown\"");
    }

    @Test
    void mayNameAHexagonThatHadEnoughProbesOnceAndThoseAroundItButNoneWithinIt() {
        cell("401-01", "ok", "run1");
        mark("run1", 5);
        put(CENTRE + "/401-01/mobile", null);
        mark("run1", 10);

        var cells = board.now();

        assertThat(cells.mayName(CENTRE)).isTrue();
        assertThat(cells.mayName(Places.parent(CENTRE, 5))).isTrue();
        assertThat(cells.mayName("KZ-75")).isTrue();
        assertThat(Places.within(CENTRE, 8)).noneMatch(cells::mayName);
    }

    @Test
    void takesAStateThatItDoesNotKnowForUnknown() {
        cell("401-01", "splendid", "run1");
        mark("run1", 5);

        assertThat(board.now().shown()).extracting(CellState::seen).containsExactly(Seen.UNKNOWN);
    }

    @Test
    void tellsOfEachChangeWithoutWhatOnlyItselfNeeds() {
        cell("401-01", "ok", "run1");
        mark("run1", 5);

        assertThat(told)
                .singleElement()
                .satisfies(line -> assertThat(line)
                        .startsWith(CENTRE + "/401-01/mobile {")
                        .contains("\"state\":\"ok\"")
                        .doesNotContain("run1"));
    }

    @Test
    void goesOnAfterARecordThatIsNoState() {
        put("broken", "{\"place\":7}");
        put("no-json", "nonsense");
        cell("401-01", "ok", "run1");
        mark("run1", 5);

        assertThat(board.now().shown()).hasSize(1);
    }

    @Test
    void knowsHowOldItsStatesAre() {
        var before = board.now();
        mark("run1", 5);
        var after = board.now();

        assertThat(before.stale(NOW, false)).isTrue();
        assertThat(after.stale(NOW + 59_000, false)).isFalse();
        assertThat(after.stale(NOW + 61_000, false)).isTrue();
        assertThat(after.stale(NOW, true)).isTrue();
        assertThat(after.version()).isGreaterThan(before.version());
    }

    private void mark(String run, int second) {
        put(Topics.CELLS_MARK, "{\"until\":\"1970-01-01T00:00:%02d.000Z\",\"run\":\"%s\"}".formatted(second, run));
    }

    private void cell(String network, String state, String run) {
        put(CENTRE + "/" + network + "/mobile", """
                {"place":"%s","network":"%s","access":"mobile","state":"%s","probes_band":"8-15","run":"%s"}""".formatted(CENTRE, network, state, run));
    }

    private void put(String key, @Nullable String value) {
        board.onRecord(new ConsumerRecord<@Nullable String, byte @Nullable []>(
                Topics.CELLS,
                0,
                0,
                NOW,
                TimestampType.LOG_APPEND_TIME,
                0,
                0,
                key,
                value == null ? null : value.getBytes(UTF_8),
                new RecordHeaders(),
                Optional.empty()));
    }
}
