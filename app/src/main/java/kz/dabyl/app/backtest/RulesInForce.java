package kz.dabyl.app.backtest;

import java.io.IOException;
import java.util.List;
import kz.dabyl.detector.core.rules.Rules;
import kz.dabyl.detector.evidence.LoggedHops;
import kz.dabyl.model.Decoded;
import kz.dabyl.model.HopSummary;
import kz.dabyl.model.HopSummaryCodec;
import kz.dabyl.model.Thresholds;
import kz.dabyl.model.Topics;
import kz.dabyl.runtime.kafka.KafkaAccess;
import kz.dabyl.runtime.kafka.TopicReader;

/** By what the log is judged at its end: what its last state says, and what came after that. */
public final class RulesInForce {

    private RulesInForce() {}

    /** The thresholds and rallies that hold. */
    public static Rules of(KafkaAccess kafka) throws IOException {
        var state = new LoggedHops(kafka).stateAt(Long.MAX_VALUE);
        var rules = new Rules[] {
            state.map(s -> Rules.decode(s.state().blocks().get(0)))
                    .orElseGet(() -> new Rules(Thresholds.DEFAULT, List.of()))
        };
        try (var topic = TopicReader.open(kafka, Topics.CELL_SUMMARIES, "backtest")) {
            topic.read(state.map(s -> s.next()).orElse(0L), record -> {
                if (HopSummaryCodec.decode(record.value()) instanceof Decoded.Ok<HopSummary> ok) {
                    rules[0] = rules[0].with(ok.value().rules());
                }
                return true;
            });
        }
        return rules[0];
    }
}
