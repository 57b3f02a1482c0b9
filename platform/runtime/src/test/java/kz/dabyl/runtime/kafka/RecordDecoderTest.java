package kz.dabyl.runtime.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import kz.dabyl.model.InvalidInputException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RecordDecoderTest {

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @Test
    void saysWhatARecordSays() {
        var decoder = new RecordDecoder<>(meters, "words", value -> new String(value, UTF_8));

        assertThat(decoder.decode(record("yes"))).contains("yes");
        assertThat(decoder.decode(record(null))).isEmpty();
        assertThat(malformed()).isZero();
    }

    @Test
    void countsWhatMakesNoSenseAndPassesOverIt() {
        var decoder = new RecordDecoder<String>(meters, "words", value -> {
            throw new InvalidInputException("/word", "is required");
        });

        assertThat(decoder.decode(record("yes"))).isEmpty();
        assertThat(malformed()).isEqualTo(1);
    }

    @Test
    void doesNotTakeAMistakeOfOursForADamagedRecord() {
        var decoder = new RecordDecoder<String>(meters, "words", value -> {
            throw new IllegalStateException("never here");
        });

        assertThatThrownBy(() -> decoder.decode(record("yes"))).isInstanceOf(IllegalStateException.class);
        assertThat(malformed()).isZero();
    }

    private double malformed() {
        return meters.get("dabyl.malformed.records")
                .tag("topic", "words")
                .counter()
                .count();
    }

    private static ConsumerRecord<@Nullable String, byte @Nullable []> record(@Nullable String value) {
        return new ConsumerRecord<>("words", 3, 41, "key", value == null ? null : value.getBytes(UTF_8));
    }
}
