package kz.dabyl.alerts.chain;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import kz.dabyl.model.Topics;
import kz.dabyl.runtime.kafka.Appender;
import kz.dabyl.runtime.kafka.KafkaAccess;
import kz.dabyl.runtime.kafka.TopicTail;
import kz.dabyl.runtime.secrets.SignedNote;
import kz.dabyl.runtime.secrets.SigningKey;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the topics that make up history, chains their records by hashes, and keeps a signed checkpoint whenever a chain
 * has grown. What it kept before is held against the chain: a difference means that the log was changed behind our back.
 * Several instances keep the same checkpoints. Thread-safe.
 */
public final class History implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(History.class);
    private static final Duration EVERY = Duration.ofMinutes(1);

    private final Vertx vertx;
    private final Appender appender;
    private final SigningKey key;
    private final SignedNote.Verifier signer;
    private final Map<Chain, ChainBook> books = new EnumMap<>(Chain.class);
    private final List<TopicTail> tails = new ArrayList<>();
    private final Set<Chain> told = ConcurrentHashMap.newKeySet();
    private long timer;

    private History(Vertx vertx, Appender appender, SigningKey key) {
        this.vertx = vertx;
        this.appender = appender;
        this.key = key;
        this.signer = SignedNote.Verifier.of(Checkpoint.SIGNER, key.publicKey());
        for (var chain : Chain.values()) {
            books.put(chain, new ChainBook(chain));
        }
    }

    /** Begins to follow the topics, which must exist. Returns at once. */
    public static History follow(
            Vertx vertx, KafkaAccess kafka, Appender appender, SigningKey key, MeterRegistry registry) {
        var history = new History(vertx, appender, key);
        for (var book : history.books.values()) {
            history.tails.add(TopicTail.follow(kafka, book.chain().topic(), record -> add(book, record)));
            Gauge.builder("dabyl_history_consistent", book, b -> history.complete() && !b.consistent() ? 0 : 1)
                    .description(
                            "Whether all checkpoints that were kept lie on the chain; 0 means that the log was changed")
                    .tag("chain", book.chain().word())
                    .register(registry);
        }
        history.tails.add(TopicTail.follow(kafka, Topics.CHECKPOINTS, history::onCheckpoint));
        history.timer = vertx.setPeriodic(EVERY.toMillis(), id -> history.keep());
        return history;
    }

    private static void add(ChainBook book, ConsumerRecord<@Nullable String, byte @Nullable []> record) {
        var value = record.value();
        book.add(record.offset(), value == null ? new byte[0] : value);
    }

    private void onCheckpoint(ConsumerRecord<@Nullable String, byte @Nullable []> record) {
        var value = record.value();
        if (value != null) {
            var note = new String(value, UTF_8);
            // What another key signed, or nobody, proves nothing.
            Checkpoint.open(note, signer)
                    .ifPresent(checkpoint -> book(checkpoint.chain()).kept(checkpoint, note));
        }
    }

    /** Keeps a checkpoint of every chain that has grown since the last. */
    void keep() {
        if (!complete()) {
            return;
        }
        for (var book : books.values()) {
            book.expect();
            if (!book.consistent()) {
                tellOnce(book.chain());
            }
            if (!book.consistent() || book.behind()) {
                continue;
            }
            var now = book.now();
            if (now.size() > book.lastKept()) {
                appender.append(Topics.CHECKPOINTS, book.chain().word(), now.note(key))
                        .onFailure(cause -> LOG.warn("a checkpoint could not be kept: {}", cause.toString()));
            }
        }
    }

    private void tellOnce(Chain chain) {
        if (told.add(chain)) {
            LOG.error(
                    "the history of {} is not what it was when its checkpoints were signed, see DabylHistoryChanged in docs/runbook.md",
                    chain.word());
        }
    }

    /** Whether all has been read that was there at the start. */
    boolean complete() {
        return tails.stream().allMatch(TopicTail::caughtUp);
    }

    ChainBook book(Chain chain) {
        var book = books.get(chain);
        if (book == null) {
            throw new IllegalStateException("every chain has a book");
        }
        return book;
    }

    /** The checkpoint of how far a chain has come, signed. */
    String latest(Chain chain) {
        return book(chain).now().note(key);
    }

    /** Who signs. */
    SignedNote.Verifier signer() {
        return signer;
    }

    /** Blocking. */
    @Override
    public void close() {
        vertx.cancelTimer(timer);
        tails.forEach(TopicTail::close);
    }
}
