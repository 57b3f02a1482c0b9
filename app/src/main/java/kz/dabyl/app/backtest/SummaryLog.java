package kz.dabyl.app.backtest;

import java.io.IOException;
import kz.dabyl.model.Decoded;
import kz.dabyl.model.HopSummary;
import kz.dabyl.model.HopSummaryCodec;
import kz.dabyl.model.Times;
import kz.dabyl.model.Topics;
import kz.dabyl.runtime.KafkaAccess;

/** The summaries in {@link Topics#CELL_SUMMARIES}; where to go on is an offset. What cannot be read is passed over and told. */
public final class SummaryLog implements SummarySource {

    private final KafkaAccess kafka;

    public SummaryLog(KafkaAccess kafka) {
        this.kafka = kafka;
    }

    @Override
    public void read(long from, Sink sink, Progress progress) throws IOException {
        var malformed = new long[1];
        new TopicReader(kafka, Topics.CELL_SUMMARIES).read(from, (record, share) -> {
            if (HopSummaryCodec.decode(record.value()) instanceof Decoded.Ok<HopSummary> ok) {
                sink.accept(ok.value(), record.offset() + 1);
                progress.at("at " + Times.format(ok.value().end()), share);
            } else {
                malformed[0]++;
            }
        });
        if (malformed[0] > 0) {
            progress.say(malformed[0] + " summaries could not be read");
        }
    }
}
