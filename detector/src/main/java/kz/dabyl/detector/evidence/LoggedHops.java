package kz.dabyl.detector.evidence;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Predicate;
import kz.dabyl.model.Decoded;
import kz.dabyl.model.HopSummary;
import kz.dabyl.model.HopSummaryCodec;
import kz.dabyl.model.Topics;
import kz.dabyl.runtime.kafka.KafkaAccess;
import kz.dabyl.runtime.kafka.TopicReader;

/**
 * States and summaries in the log. States stand in the order of their times, since hops are judged in their order: so the
 * one that is wanted is found by halving. Thread-safe: every call opens and closes its reader.
 */
public final class LoggedHops implements Hops {

    private final KafkaAccess kafka;

    public LoggedHops(KafkaAccess kafka) {
        this.kafka = kafka;
    }

    @Override
    public Optional<Snapshot> stateAt(long time) throws IOException {
        try (var topic = TopicReader.open(kafka, Topics.DETECTOR_STATES, "evidence-states")) {
            var best = last(topic, state -> state.state().until() <= time);
            return best.isPresent() ? best : topic.at(topic.first()).flatMap(found -> decoded(found.value()));
        }
    }

    /** The last state that knows of no summary from {@code offset} on; empty if there is none. */
    public Optional<Snapshot> stateBefore(long offset) throws IOException {
        try (var topic = TopicReader.open(kafka, Topics.DETECTOR_STATES, "shadow-states")) {
            return last(topic, state -> state.next() <= offset);
        }
    }

    private static Optional<Snapshot> last(TopicReader topic, Predicate<Snapshot> early) throws IOException {
        var best = Optional.<Snapshot>empty();
        var low = topic.first();
        var high = topic.end();
        while (low < high) {
            var middle = low + (high - low) / 2;
            var record = topic.at(middle);
            var state = record.flatMap(found -> decoded(found.value()));
            if (state.filter(early).isPresent()) {
                best = state;
                low = record.orElseThrow().offset() + 1;
            } else {
                high = middle;
            }
        }
        return best;
    }

    private static Optional<Snapshot> decoded(byte[] value) {
        return Snapshot.decode(value) instanceof Decoded.Ok<Snapshot> ok ? Optional.of(ok.value()) : Optional.empty();
    }

    @Override
    public void after(Snapshot state, Sink sink) throws IOException {
        try (var topic = TopicReader.open(kafka, Topics.CELL_SUMMARIES, "evidence-summaries")) {
            if (topic.first() > state.next()) {
                throw new IOException("summaries after the state have been deleted");
            }
            topic.read(
                    state.next(),
                    record -> !(HopSummaryCodec.decode(record.value()) instanceof Decoded.Ok<HopSummary> ok)
                            || sink.accept(ok.value()));
        }
    }
}
