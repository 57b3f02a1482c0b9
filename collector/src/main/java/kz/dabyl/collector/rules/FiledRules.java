package kz.dabyl.collector.rules;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;
import kz.dabyl.model.rules.RuleBook;
import kz.dabyl.model.rules.RuleChange;
import kz.dabyl.model.rules.RuleKind;
import kz.dabyl.model.rules.RuleProposal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps what files say of thresholds and rallies. A file has its say once, whoever reads it and however often: what somebody
 * has changed since stays as it is until the file says something else. Thread-safe.
 */
final class FiledRules {

    private static final Logger LOG = LoggerFactory.getLogger(FiledRules.class);
    private static final String FILE = "file";
    private static final String DEFAULT = "default";

    private final RuleBook book;
    private final Function<RuleProposal, Future<Optional<RuleChange>>> put;
    private final InstantSource clock;

    /** @param put makes a change; empty if its condition does not hold */
    FiledRules(RuleBook book, Function<RuleProposal, Future<Optional<RuleChange>>> put, InstantSource clock) {
        this.book = book;
        this.put = put;
        this.clock = clock;
    }

    /** Has {@code document} hold where nothing does yet. */
    Future<Void> begin(RuleKind kind, JsonNode document) {
        return book.newest(kind).isPresent()
                ? Future.succeededFuture()
                : put.apply(RuleProposal.of(
                                kind,
                                document,
                                DEFAULT,
                                clock.millis(),
                                "the first start",
                                RuleProposal.Condition.FIRST))
                        .mapEmpty();
    }

    /** Has what a file says hold, if that is news; done when the log was told. */
    Future<Void> keep(RuleKind kind, RuleReading reading, String source, String why) {
        var newest = book.newest(kind);
        var holds = newest.filter(held -> held.document().equals(reading.document()));
        if (newest.isPresent()) {
            var said = book.read(kind).filter(last -> isSame(last, reading));
            if (said.filter(last -> last.version() != newest.get().version()).isPresent()) {
                LOG.info(
                        "{} says what it said before version {} of the {}, by {}, which holds on",
                        source,
                        newest.get().version(),
                        kind.word(),
                        newest.get().who());
                return Future.succeededFuture();
            }
            if (said.isPresent() && holds.isPresent()) {
                return Future.succeededFuture();
            }
        }
        // What holds already is written down all the same, or the file would seem new once something else holds.
        var condition = newest.isEmpty() || holds.isPresent()
                ? RuleProposal.Condition.FIRST
                : RuleProposal.Condition.version(newest.get().version());
        var proposal = RuleProposal.of(kind, reading.document(), FILE, clock.millis(), why, condition)
                .readFrom(reading.mark());
        return put.apply(proposal)
                .compose(change -> change.isPresent() ? Future.succeededFuture() : keep(kind, reading, source, why));
    }

    /** Bytes that differ may say the same, and the same bytes of a calendar say more as time goes by. */
    private static boolean isSame(RuleBook.Reading last, RuleReading reading) {
        return last.mark().equals(reading.mark()) || last.document().equals(reading.document());
    }
}
