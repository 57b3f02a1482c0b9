package kz.dabyl.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import kz.dabyl.model.Topics;
import kz.dabyl.model.rules.RuleKind;
import kz.dabyl.model.rules.RuleProposal;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HomeViewTest {

    private static final Instant MARCH = Instant.parse("2021-03-10T00:00:00Z");
    private static final Instant MAY = Instant.parse("2021-05-10T00:00:00Z");

    private final HomeView view = new HomeView(List.of("UZ"), new SimpleMeterRegistry());

    @Test
    void isThatOfTheStartUntilThresholdsAreKept() {
        assertThat(view.of(1)).containsExactly("UZ");
        assertThat(view.at(MAY)).containsExactly("UZ");
    }

    @ParameterizedTest
    @CsvSource({"1, KZ", "2, KG", "0, KG", "7, KG"})
    void isThatOfTheVersionOrTodays(int version, String home) throws IOException {
        watch("KZ", MARCH);
        watch("KG", MAY);

        assertThat(view.of(version)).containsExactly(home);
    }

    @ParameterizedTest
    @CsvSource({
        "2020-01-01T00:00:00Z, KZ",
        "2021-05-09T23:59:59Z, KZ",
        "2021-05-10T00:00:00Z, KG",
        "2031-01-01T00:00:00Z, KG"
    })
    void isThatOfTheTime(Instant time, String home) throws IOException {
        watch("KZ", MARCH);
        watch("KG", MAY);

        assertThat(view.at(time)).containsExactly(home);
    }

    private void watch(String home, Instant when) throws IOException {
        var document = RuleKind.THRESHOLDS.fromJson("{\"home\":\"" + home + "\"}");
        var proposal = RuleProposal.of(
                RuleKind.THRESHOLDS, document, "Aigul", when.toEpochMilli(), "", RuleProposal.Condition.ANY);
        view.onRecord(new ConsumerRecord<>(Topics.RULES, 0, 0, "thresholds", proposal.encode()));
    }
}
