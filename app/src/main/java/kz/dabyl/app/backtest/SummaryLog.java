package kz.dabyl.app.backtest;

import java.io.IOException;
import java.util.Optional;
import kz.dabyl.detector.core.Lookout;
import kz.dabyl.detector.evidence.LoggedHops;
import kz.dabyl.detector.tuning.history.Span;
import kz.dabyl.model.Decoded;
import kz.dabyl.model.HopSummary;
import kz.dabyl.model.HopSummaryCodec;
import kz.dabyl.model.Times;
import kz.dabyl.model.Topics;
import kz.dabyl.runtime.kafka.KafkaAccess;
import kz.dabyl.runtime.kafka.TopicReader;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The summaries in {@link Topics#CELL_SUMMARIES}; where to go on is an offset. What cannot be read is passed over and told. */
public final class SummaryLog implements SummarySource {

    /** Where a history of it is kept, in the data directory. */
    public static final String HISTORY = "history/cell-summaries";

    private final KafkaAccess kafka;

    public SummaryLog(KafkaAccess kafka) {
        this.kafka = kafka;
    }

    @Override
    public Optional<Start> startBy(long time) throws IOException {
        return new LoggedHops(kafka)
                .stateAt(time)
                .filter(state -> state.state().until() <= time)
                .map(state -> new Start(Lookout.cells(state.state().blocks()), state.next()));
    }

    /** What the log holds summaries of, epoch milliseconds; empty if of nothing. */
    public Optional<Span> extent() throws IOException {
        try (var topic = TopicReader.open(kafka, Topics.CELL_SUMMARIES, "backtest")) {
            var first = topic.at(topic.first()).flatMap(SummaryLog::summary);
            var last = Optional.<HopSummary>empty();
            // The last offsets may be those of markers, which nobody gets to see.
            for (var offset = topic.end() - 1; last.isEmpty() && offset >= topic.first(); offset--) {
                last = topic.at(offset).flatMap(SummaryLog::summary);
            }
            return first.isEmpty() || last.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Span(
                            HopSummary.startOf(first.get().hop()), last.get().end()));
        }
    }

    private static Optional<HopSummary> summary(ConsumerRecord<byte[], byte[]> record) {
        return HopSummaryCodec.decode(record.value()) instanceof Decoded.Ok<HopSummary> ok
                ? Optional.of(ok.value())
                : Optional.empty();
    }

    @Override
    public void read(long from, Sink sink, Progress progress) throws IOException {
        var malformed = new long[1];
        try (var topic = TopicReader.open(kafka, Topics.CELL_SUMMARIES, "backtest")) {
            if (from > topic.end()) {
                throw new IOException("topic " + Topics.CELL_SUMMARIES + " ends at " + topic.end() + ", before " + from
                        + ": the history is of another log");
            }
            var begin = Math.max(from, topic.first());
            topic.read(from, record -> {
                if (HopSummaryCodec.decode(record.value()) instanceof Decoded.Ok<HopSummary> ok) {
                    var share = (record.offset() + 1.0 - begin) / (topic.end() - begin);
                    progress.at("at " + Times.format(ok.value().end()), share);
                    return sink.accept(ok.value(), record.offset() + 1);
                }
                malformed[0]++;
                return true;
            });
        }
        if (malformed[0] > 0) {
            progress.say(malformed[0] + " summaries could not be read");
        }
    }
}
