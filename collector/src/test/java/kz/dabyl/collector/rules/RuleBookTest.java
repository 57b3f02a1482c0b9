package kz.dabyl.collector.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import kz.dabyl.model.InvalidInputException;
import kz.dabyl.model.LogEntry;
import kz.dabyl.model.Thresholds;
import kz.dabyl.model.rules.RuleBook;
import kz.dabyl.model.rules.RuleChange;
import kz.dabyl.model.rules.RuleKind;
import kz.dabyl.model.rules.RuleProposal;
import kz.dabyl.model.rules.RuleProposal.Condition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RuleBookTest {

    private final RuleBook book = new RuleBook();

    @Test
    void countsTheChangesOfEachKindFromOne() {
        take("{}", Condition.ANY);
        take("{\"min_probes\":5}", Condition.ANY);
        book.take(RuleProposal.of(
                RuleKind.RALLIES, RuleKind.RALLIES.fromJson("[]"), "operator", 0, "none", Condition.ANY));

        assertThat(book.history(RuleKind.THRESHOLDS))
                .extracting(RuleChange::version)
                .containsExactly(1, 2);
        assertThat(book.newest(RuleKind.RALLIES)).map(RuleChange::version).contains(1);
    }

    @Test
    void givesAllChangesOfAKindTheSeriesOfTheFirst() {
        take("{}", Condition.ANY);
        take("{\"min_probes\":5}", Condition.ANY);

        var series = book.history(RuleKind.THRESHOLDS).stream()
                .map(RuleChange::series)
                .distinct();

        assertThat(series).hasSize(1);
    }

    @Test
    void takesWhatSeveralCollectorsBeginWithOnce() {
        take("{}", Condition.FIRST);
        take("{\"min_probes\":7}", Condition.FIRST);

        assertThat(book.history(RuleKind.THRESHOLDS))
                .extracting(RuleChange::version)
                .containsExactly(1);
    }

    @Test
    void takesAFileOnlyIfItIsNews() {
        take("{\"min_probes\":5}", Condition.DIFFERENT);
        take("{\"min_probes\":5,\"home\":[\"KZ\"]}", Condition.DIFFERENT);
        take("{\"min_probes\":6}", Condition.DIFFERENT);

        assertThat(book.history(RuleKind.THRESHOLDS))
                .extracting(RuleChange::version)
                .containsExactly(1, 2);
    }

    @Test
    void takesAChangeOfAVersionOnlyWhileThatHolds() {
        take("{}", Condition.ANY);
        take("{\"min_probes\":5}", Condition.version(1));
        take("{\"min_probes\":6}", Condition.version(1));

        assertThat(book.newest(RuleKind.THRESHOLDS))
                .map(change -> change.shown().path("min_probes").asInt())
                .contains(5);
    }

    @Test
    void remembersWhatAFileSaidOnceThatHolds() {
        take("{}", Condition.ANY);
        read("{\"min_probes\":5}", "five", Condition.version(1));
        take("{\"min_probes\":6}", Condition.ANY);

        var reading = book.read(RuleKind.THRESHOLDS).orElseThrow();

        assertThat(reading.mark()).isEqualTo("five");
        assertThat(reading.document().path("min_probes").asInt()).isEqualTo(5);
        assertThat(reading.version()).isEqualTo(2);
    }

    @Test
    void remembersWhatAFileSaidThatHeldAlready() {
        take("{\"min_probes\":5}", Condition.ANY);
        read("{\"min_probes\":5}", "five", Condition.FIRST);

        assertThat(book.history(RuleKind.THRESHOLDS)).hasSize(1);
        assertThat(book.read(RuleKind.THRESHOLDS))
                .hasValueSatisfying(reading -> assertThat(reading.mark()).isEqualTo("five"));
    }

    @Test
    void forgetsWhatAFileSaidTooLate() {
        take("{}", Condition.ANY);
        take("{\"min_probes\":6}", Condition.ANY);
        read("{\"min_probes\":5}", "five", Condition.version(1));

        assertThat(book.read(RuleKind.THRESHOLDS)).isEmpty();
        assertThat(book.read(RuleKind.RALLIES)).isEmpty();
    }

    @Test
    void tellsTheLogTheVersionThatItCounted() {
        take("{}", Condition.ANY);
        take("{\"min_probes\":5,\"version\":99}", Condition.ANY);

        var newest = book.newest(RuleKind.THRESHOLDS).orElseThrow();

        assertThat(newest.notice())
                .isEqualTo(new LogEntry.ThresholdsSet(
                        new Thresholds(1, 5, List.of("KZ"), 60, 120, 20, 3, 0.2, 2),
                        newest.series(),
                        LogEntry.Stamp.NONE));
    }

    @Test
    void comesBackFromItsBytes() throws Exception {
        var proposal = RuleProposal.of(
                RuleKind.THRESHOLDS,
                RuleKind.THRESHOLDS.fromYaml("home: [NO, SE]"),
                "operator",
                1_619_247_630_000L,
                "наблюдаем север",
                Condition.version(3));

        assertThat(RuleProposal.decode(proposal.encode())).isEqualTo(proposal);
        assertThat(RuleProposal.decode(proposal.readFrom("five").encode())).isEqualTo(proposal.readFrom("five"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "[]",
                "{\"thresholds\":{},\"when\":\"x\"}",
                "{\"thresholds\":{\"min_probes\":0},\"when\":\"2021-04-24T07:00:30Z\"}"
            })
    void isNotMadeOfWhatMakesNoSense(String record) {
        var bytes = record.getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> RuleProposal.decode(bytes)).isInstanceOf(InvalidInputException.class);
    }

    private void take(String thresholds, Condition condition) {
        book.take(proposal(thresholds, condition));
    }

    private void read(String thresholds, String mark, Condition condition) {
        book.take(proposal(thresholds, condition).readFrom(mark));
    }

    private static RuleProposal proposal(String thresholds, Condition condition) {
        var document = RuleKind.THRESHOLDS.fromJson(thresholds);
        return RuleProposal.of(RuleKind.THRESHOLDS, document, "operator", 0, "because", condition);
    }
}
