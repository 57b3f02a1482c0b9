package kz.dabyl.alerts;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import kz.dabyl.model.Documents;
import kz.dabyl.model.rules.RuleBook;
import kz.dabyl.model.rules.RuleChange;
import kz.dabyl.model.rules.RuleKind;
import kz.dabyl.model.rules.RuleProposal;
import kz.dabyl.runtime.kafka.TopicTail;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The watched countries, as the thresholds have them: ISO codes, or {@code *}. Told of changes by one thread, asked by any.
 */
final class HomeView implements TopicTail.Listener {

    private static final Logger LOG = LoggerFactory.getLogger(HomeView.class);

    private final RuleBook book = new RuleBook();
    private final List<String> atFirst;
    /** By version, the first of which is 1. */
    private volatile List<Since> changes = List.of();

    private record Since(Instant when, List<String> home) {}

    /** @param home until thresholds are kept */
    HomeView(List<String> home) {
        atFirst = List.copyOf(home);
    }

    /** Those of a version of thresholds; today's if there is none such. */
    List<String> of(int version) {
        var all = changes;
        if (all.isEmpty()) {
            return atFirst;
        }
        return all.get(Math.min(version < 1 ? all.size() : version, all.size()) - 1).home;
    }

    /** Those at a time, before the first change those of that. */
    List<String> at(Instant time) {
        var all = changes;
        var version = 1;
        while (version < all.size() && !all.get(version).when.isAfter(time)) {
            version++;
        }
        return of(version);
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
        var home = Documents.thresholdsFromJson(change.document().toString()).home();
        var all = new ArrayList<>(changes);
        all.add(new Since(Instant.ofEpochMilli(change.when()), home));
        changes = List.copyOf(all);
    }
}
