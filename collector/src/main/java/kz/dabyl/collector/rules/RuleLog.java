package kz.dabyl.collector.rules;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import kz.dabyl.collector.log.NoticeRelay;
import kz.dabyl.model.LogEntry;
import kz.dabyl.model.Topics;
import kz.dabyl.model.rules.RuleBook;
import kz.dabyl.model.rules.RuleChange;
import kz.dabyl.model.rules.RuleKind;
import kz.dabyl.model.rules.RuleProposal;
import kz.dabyl.runtime.kafka.Appender;
import kz.dabyl.runtime.kafka.KafkaAccess;
import kz.dabyl.runtime.kafka.RecordDecoder;
import kz.dabyl.runtime.kafka.TopicTail;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Topic {@code dabyl.rules}: writes to it, keeps a {@link RuleBook} of what it says, and tells the log of every change that
 * counts, whoever made it. So a change whose collector died before the log knew of it gets there all the same: by another
 * collector at once, or by the next start. Thread-safe.
 */
public final class RuleLog implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RuleLog.class);
    private static final long PATIENCE_SECONDS = 10;

    private final Vertx vertx;
    private final RuleBook book;
    private final NoticeRelay relay;
    private final RecordDecoder<RuleProposal> decoder;
    private final Appender appender;
    private final TopicTail tail;

    /** Writers that wait for their changes, by id. */
    private final Map<String, Promise<Optional<RuleChange>>> waiting = new ConcurrentHashMap<>();

    /** The last that the log was told of each kind; of a change before the start it is told by {@link #begin}. */
    private final Map<RuleKind, Future<Void>> told = new EnumMap<>(RuleKind.class);

    private boolean begun;

    public RuleLog(Vertx vertx, KafkaAccess kafka, MeterRegistry meters, RuleBook book, NoticeRelay relay) {
        this.vertx = vertx;
        this.book = book;
        this.relay = relay;
        decoder = new RecordDecoder<>(meters, Topics.RULES, RuleProposal::decode);
        appender = new Appender(vertx, kafka, "rules");
        tail = TopicTail.follow(kafka, Topics.RULES, this::onRecord);
    }

    /** Blocks until the book holds what the topic held at the start; false if {@code limit} passes first. */
    public boolean awaitCaughtUp(Duration limit) throws InterruptedException {
        return tail.awaitCaughtUp(limit);
    }

    public Optional<String> fault() {
        return tail.fault();
    }

    /** Tells the log what holds, and from then on every change; done when the log knows. Call once. */
    public synchronized Future<Void> begin() {
        begun = true;
        return repeat();
    }

    /** Tells the log once more what holds: what it was told is deleted there after some days. */
    public synchronized Future<Void> repeat() {
        var newest = new ArrayList<LogEntry.Notice>();
        for (var kind : RuleKind.values()) {
            book.newest(kind).ifPresent(change -> newest.add(change.notice()));
        }
        var said = relay.say(newest);
        for (var kind : RuleKind.values()) {
            told.put(kind, said);
        }
        return said;
    }

    /**
     * Writes a change. Done when the log was told of it: with the change as it counts, or empty if its condition does not
     * hold.
     */
    public Future<Optional<RuleChange>> put(RuleProposal proposal) {
        var context = vertx.getOrCreateContext();
        var result = Promise.<Optional<RuleChange>>promise();
        var seen = Promise.<Optional<RuleChange>>promise();
        waiting.put(proposal.id(), seen);
        seen.future()
                .compose(change -> change.isEmpty()
                        ? Future.succeededFuture(change)
                        : told(proposal.kind()).map(change))
                .onComplete(change -> context.runOnContext(v -> result.handle(change)));
        return append(proposal)
                .compose(v -> result.future().timeout(PATIENCE_SECONDS, TimeUnit.SECONDS))
                .onComplete(v -> waiting.remove(proposal.id()));
    }

    private synchronized Future<Void> told(RuleKind kind) {
        return told.getOrDefault(kind, Future.succeededFuture());
    }

    private Future<Void> append(RuleProposal proposal) {
        try {
            var document = new String(proposal.encode(), StandardCharsets.UTF_8);
            return appender.append(Topics.RULES, proposal.kind().word(), document);
        } catch (IOException e) {
            return Future.failedFuture(e);
        }
    }

    private void onRecord(ConsumerRecord<@Nullable String, byte @Nullable []> record) {
        decoder.decode(record).ifPresent(this::take);
    }

    private void take(RuleProposal proposal) {
        var change = book.take(proposal);
        change.ifPresent(this::tell);
        var seen = waiting.remove(proposal.id());
        if (seen != null) {
            seen.tryComplete(change);
        }
    }

    private synchronized void tell(RuleChange change) {
        if (begun) {
            LOG.info(
                    "version {} of the {}, by {}: {}",
                    change.version(),
                    change.kind().word(),
                    change.who(),
                    change.why());
            told.put(change.kind(), relay.say(List.of(change.notice())));
        }
    }

    @Override
    public void close() {
        tail.close();
        appender.close();
    }
}
