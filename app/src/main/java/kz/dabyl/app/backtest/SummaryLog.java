package kz.dabyl.app.backtest;

import java.io.IOException;
import kz.dabyl.model.Decoded;
import kz.dabyl.model.HopSummary;
import kz.dabyl.model.HopSummaryCodec;
import kz.dabyl.model.Times;
import kz.dabyl.model.Topics;
import kz.dabyl.runtime.KafkaAccess;
import kz.dabyl.runtime.TopicReader;

/** The summaries in {@link Topics#CELL_SUMMARIES}; where to go on is an offset. What cannot be read is passed over and told. */
public final class SummaryLog implements SummarySource {

    private final KafkaAccess kafka;

    public SummaryLog(KafkaAccess kafka) {
        this.kafka = kafka;
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
                    sink.accept(ok.value(), record.offset() + 1);
                    var share = (record.offset() + 1.0 - begin) / (topic.end() - begin);
                    progress.at("at " + Times.format(ok.value().end()), share);
                } else {
                    malformed[0]++;
                }
                return true;
            });
        }
        if (malformed[0] > 0) {
            progress.say(malformed[0] + " summaries could not be read");
        }
    }
}
