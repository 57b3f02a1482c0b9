package kz.dabyl.collector.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import kz.dabyl.model.rules.RuleBook;
import kz.dabyl.model.rules.RuleChange;
import kz.dabyl.model.rules.RuleKind;
import kz.dabyl.model.rules.RuleProposal;
import kz.dabyl.model.rules.RuleProposal.Condition;
import org.junit.jupiter.api.Test;

/** Files and operators that have their say, and what becomes of it in a topic that takes everything at once. */
class FiledRulesTest {

    private static final String SOURCE = "night.yaml";

    private final RuleBook book = new RuleBook();

    /** What others write just before the next change of ours. */
    private final Deque<Runnable> between = new ArrayDeque<>();

    private final FiledRules rules = new FiledRules(book, this::put, InstantSource.system());

    @Test
    void beginWithTheDefaultsWhereNothingHolds() {
        rules.begin(RuleKind.THRESHOLDS, RuleKind.THRESHOLDS.fromYaml(""));
        rules.begin(RuleKind.THRESHOLDS, RuleKind.THRESHOLDS.fromYaml("min_probes: 9"));

        assertThat(history()).containsExactly("default the first start: 3");
    }

    @Test
    void keepAFileThatSaysSomethingElse() {
        operator(4);

        says(5);
        says(6);

        assertThat(history()).containsExactly("operator because: 4", "file night.yaml: 5", "file night.yaml: 6");
    }

    @Test
    void keepAFileOnceHoweverManyCollectorsReadIt() {
        operator(4);
        // Another collector reads the same at the same time, and is first.
        between.add(() -> says(5));

        says(5);
        says(5);

        assertThat(history()).containsExactly("operator because: 4", "file night.yaml: 5");
    }

    @Test
    void leaveWhatAnOperatorHasChangedSinceTheFileWasRead() {
        says(4);
        operator(5);

        says(4);
        says(4, "# a comment");

        assertThat(history()).containsExactly("file night.yaml: 4", "operator because: 5");
    }

    @Test
    void leaveWhatAnOperatorHasChangedSinceTheFileWasMadeToSayWhatHeld() {
        operator(4);
        says(4);
        operator(5);

        says(4);

        assertThat(history()).containsExactly("operator because: 4", "operator because: 5");
    }

    @Test
    void keepAFileThatIsChangedWhileAnOperatorChangesThem() {
        operator(4);
        between.add(() -> operator(5));

        says(6);

        assertThat(history()).containsExactly("operator because: 4", "operator because: 5", "file night.yaml: 6");
    }

    @Test
    void keepAFileThatIsChangedBack() {
        says(4);
        says(5);
        says(4);

        assertThat(history()).containsExactly("file night.yaml: 4", "file night.yaml: 5", "file night.yaml: 4");
    }

    @Test
    void keepWhatACalendarSaysOfTheDaysToComeUnlessAnOperatorSaidOtherwise() {
        says(4, "daily");
        says(5, "daily");
        operator(6);

        says(7, "daily");

        assertThat(history()).containsExactly("file night.yaml: 4", "file night.yaml: 5", "operator because: 6");
    }

    @Test
    void failWhereTheLogFails() {
        var deaf = new FiledRules(book, proposal -> Future.failedFuture("no broker"), InstantSource.system());

        var kept = deaf.keep(RuleKind.THRESHOLDS, reading(4, ""), SOURCE, SOURCE);

        assertThat(kept.failed()).isTrue();
    }

    private void says(int minProbes) {
        says(minProbes, "min_probes: " + minProbes);
    }

    private void says(int minProbes, String text) {
        var kept = rules.keep(RuleKind.THRESHOLDS, reading(minProbes, text), SOURCE, SOURCE);
        assertThat(kept.succeeded()).isTrue();
    }

    private static RuleReading reading(int minProbes, String text) {
        return new RuleReading(RuleKind.THRESHOLDS.fromYaml("min_probes: " + minProbes), text);
    }

    private void operator(int minProbes) {
        var document = RuleKind.THRESHOLDS.fromYaml("min_probes: " + minProbes);
        book.take(RuleProposal.of(RuleKind.THRESHOLDS, document, "operator", 0, "because", Condition.ANY));
    }

    private Future<Optional<RuleChange>> put(RuleProposal proposal) {
        var others = between.poll();
        if (others != null) {
            others.run();
        }
        return Future.succeededFuture(book.take(proposal));
    }

    private List<String> history() {
        return book.history(RuleKind.THRESHOLDS).stream()
                .map(change -> change.who() + " " + change.why() + ": "
                        + change.document().path("min_probes").asInt())
                .toList();
    }
}
