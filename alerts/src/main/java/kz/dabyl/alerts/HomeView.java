package kz.dabyl.alerts;

import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;
import kz.dabyl.model.Documents;
import kz.dabyl.model.rules.RuleBook;
import kz.dabyl.model.rules.RuleChange;
import kz.dabyl.model.rules.RuleKind;
import kz.dabyl.model.rules.RuleProposal;
import kz.dabyl.runtime.TopicTail;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The watched countries, as the thresholds in force have them: ISO codes, or {@code *}. Told of changes by one thread, asked
 * by any.
 */
final class HomeView implements TopicTail.Listener, Supplier<List<String>> {

    private static final Logger LOG = LoggerFactory.getLogger(HomeView.class);

    private final RuleBook book = new RuleBook();
    private volatile List<String> home;

    /** @param home until thresholds are kept */
    HomeView(List<String> home) {
        this.home = List.copyOf(home);
    }

    @Override
    public List<String> get() {
        return home;
    }

    @Override
    public void onRecord(ConsumerRecord<@Nullable String, byte @Nullable []> record) {
        var value = record.value();
        if (value == null) {
            return;
        }
        try {
            book.take(RuleProposal.decode(value))
                    .filter(change -> change.kind() == RuleKind.THRESHOLDS)
                    .ifPresent(this::enter);
        } catch (IOException | RuntimeException e) {
            LOG.warn("record {} of {} makes no sense and is passed over: {}", record.offset(), record.topic(), e);
        }
    }

    private void enter(RuleChange change) {
        home = Documents.thresholdsFromJson(change.document().toString()).home();
    }
}
