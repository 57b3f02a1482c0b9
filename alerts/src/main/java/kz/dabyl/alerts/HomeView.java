package kz.dabyl.alerts;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import kz.dabyl.model.Documents;
import kz.dabyl.model.Topics;
import kz.dabyl.model.rules.RuleBook;
import kz.dabyl.model.rules.RuleChange;
import kz.dabyl.model.rules.RuleKind;
import kz.dabyl.model.rules.RuleProposal;
import kz.dabyl.runtime.kafka.RecordDecoder;
import kz.dabyl.runtime.kafka.TopicTail;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * The watched countries, as the thresholds have them: ISO codes, or {@code *}. Told of changes by one thread, asked by any.
 */
final class HomeView implements TopicTail.Listener {

    private final RuleBook book = new RuleBook();
    private final RecordDecoder<RuleProposal> decoder;
    private final List<String> atFirst;
    /** By version, the first of which is 1. */
    private volatile List<Since> changes = List.of();

    private record Since(Instant when, List<String> home) {}

    /** @param home until thresholds are kept */
    HomeView(List<String> home, MeterRegistry meters) {
        decoder = new RecordDecoder<>(meters, Topics.RULES, RuleProposal::decode);
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
        decoder.decode(record)
                .flatMap(book::take)
                .filter(change -> change.kind() == RuleKind.THRESHOLDS)
                .ifPresent(this::enter);
    }

    private void enter(RuleChange change) {
        var home = Documents.thresholdsFromJson(change.document().toString()).home();
        var all = new ArrayList<>(changes);
        all.add(new Since(Instant.ofEpochMilli(change.when()), home));
        changes = List.copyOf(all);
    }
}
