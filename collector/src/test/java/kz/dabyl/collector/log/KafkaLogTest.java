package kz.dabyl.collector.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import kz.dabyl.model.Topics;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.OutOfOrderSequenceException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class KafkaLogTest {

    private final List<MockProducer<byte[], byte[]>> producers = new ArrayList<>();
    private final List<@Nullable Exception> settled = new ArrayList<>();
    private final AtomicInteger connections = new AtomicInteger(1);
    private final AtomicLong nanos = new AtomicLong();
    private final KafkaLog log =
            KafkaLog.open(this::producer, Duration.ofSeconds(1), Availability.Trials.TICKS, nanos::get);

    @Test
    void knowsThePartitionsOfTheTopic() {
        assertThat(log.partitions()).isEqualTo(2);
    }

    @Test
    void sendsToThePartitionThatItIsToldWithoutAKey() {
        log.append(1, new byte[] {7}, settled::add);

        var record = producers.get(0).history().get(0);
        assertThat(record.topic()).isEqualTo(Topics.REPORTS);
        assertThat(record.partition()).isEqualTo(1);
        assertThat(record.key()).isNull();
        assertThat(record.value()).containsExactly(7);
        assertThat(settled).isEmpty();
    }

    @Test
    void settlesARecordWhenItIsAcknowledged() {
        log.append(0, new byte[1], settled::add);

        producers.get(0).completeNext();

        assertThat(settled).hasSize(1).containsOnlyNulls();
        assertThat(log.fault()).isEmpty();
    }

    @Test
    void keepsItsProducerWhenARecordTimesOut() {
        log.append(0, new byte[1], settled::add);
        producers.get(0).errorNext(new TimeoutException("away"));
        log.append(0, new byte[1], settled::add);

        assertThat(settled).hasSize(1).doesNotContainNull();
        assertThat(log.fault()).isPresent();
        assertThat(producers).hasSize(1);
    }

    static List<RuntimeException> endsOfAProducer() {
        return List.of(new OutOfOrderSequenceException("x"), new ClusterAuthorizationException("x"));
    }

    @ParameterizedTest
    @MethodSource("endsOfAProducer")
    void replacesAProducerThatCannotGoOn(RuntimeException end) {
        log.append(0, new byte[1], settled::add);
        producers.get(0).errorNext(end);

        log.append(0, new byte[1], settled::add);

        assertThat(producers).hasSize(2);
        assertThat(producers.get(0).closed()).isTrue();
        assertThat(producers.get(1).history()).hasSize(1);
    }

    @Test
    void settlesWhatTheProducerThrowsAndReplacesIt() {
        producers.get(0).sendException = new KafkaException("in an error state");

        log.append(0, new byte[1], settled::add);
        log.append(0, new byte[1], settled::add);

        assertThat(settled).hasSize(1).doesNotContainNull();
        assertThat(producers).hasSize(2);
    }

    @Test
    void staysAvailableWhenOneRecordIsTooLarge() {
        log.append(0, new byte[1], settled::add);
        producers.get(0).errorNext(new RecordTooLargeException("x"));

        assertThat(settled).hasSize(1).doesNotContainNull();
        assertThat(log.available()).isTrue();
        assertThat(log.fault()).isEmpty();
    }

    @Test
    void isNotAvailableFromTheMomentThatNoConnectionIsLeft() {
        connections.set(0);

        assertThat(log.available()).isFalse();
        assertThat(log.fault()).hasValueSatisfying(fault -> assertThat(fault).contains("no connection"));
    }

    @Test
    void settlesOnceWhatIsUnderWayWhenNoConnectionIsLeft() {
        log.append(0, new byte[1], settled::add);
        log.look();
        var before = settled.size();

        connections.set(0);
        log.look();
        producers.get(0).completeNext();

        assertThat(before).isZero();
        assertThat(settled).hasSize(1).doesNotContainNull();
    }

    @Test
    void isBackWithTheFirstRecordThatIsAcknowledgedNotWithAConnection() {
        connections.set(0);
        log.look();
        connections.set(1);
        log.append(0, new byte[1], settled::add);
        var connected = log.available();
        producers.get(0).completeNext();

        assertThat(connected).isFalse();
        assertThat(log.available()).isTrue();
    }

    @Test
    void sendsInTheirOrderWhatCameWhileTheTopicWasForgottenAsSoonAsItIsKnownAgain() {
        forgetTheTopic();
        log.append(0, new byte[] {1}, settled::add);
        log.append(1, new byte[] {2}, settled::add);
        log.look();
        var sentTooSoon = producers.get(0).history().size();

        connections.set(1);
        log.look();
        var sentUnknown = producers.get(0).history().size();
        producers.get(0).partitionsForException = null;
        log.append(0, new byte[] {3}, settled::add);
        log.look();

        assertThat(sentTooSoon).isZero();
        assertThat(sentUnknown).isZero();
        assertThat(producers.get(0).history())
                .extracting(record -> record.value()[0])
                .containsExactly((byte) 1, (byte) 2, (byte) 3);
    }

    @Test
    void isBackWithTheFirstRecordThatWaitedForTheTopic() {
        forgetTheTopic();
        log.append(0, new byte[1], settled::add);
        connections.set(1);
        producers.get(0).partitionsForException = null;
        log.look();
        var before = log.available();

        producers.get(0).completeNext();

        assertThat(before).isFalse();
        assertThat(log.available()).isTrue();
    }

    @Test
    void tellsAtOnceThatTheLogIsAwayToWhoeverWaitsForTheTopic() {
        forgetTheTopic();
        log.append(0, new byte[1], settled::add);

        log.look();

        assertThat(settled).hasSize(1).doesNotContainNull();
    }

    @Test
    void doesNotSendWhatWaitedForLongerThanARecordMay() {
        forgetTheTopic();
        log.append(0, new byte[] {1}, settled::add);
        nanos.addAndGet(Duration.ofSeconds(2).toNanos());
        log.append(0, new byte[] {2}, settled::add);
        nanos.addAndGet(Duration.ofSeconds(2).toNanos());

        connections.set(1);
        producers.get(0).partitionsForException = null;
        log.look();

        assertThat(producers.get(0).history())
                .extracting(record -> record.value()[0])
                .containsExactly((byte) 2);
    }

    @Test
    void settlesWhatStillWaitsForTheTopicWhenItIsClosed() {
        forgetTheTopic();
        log.append(0, new byte[1], settled::add);

        log.close(Duration.ofSeconds(1));

        assertThat(settled).hasSize(1).doesNotContainNull();
    }

    /** What Kafka's client does as soon as no broker is left. */
    private void forgetTheTopic() {
        connections.set(0);
        producers.get(0).partitionsForException = new TimeoutException("not present in metadata");
    }

    @Test
    void doesNotMissAConnectionWhereNoTicksKeepItAlive() {
        var untimed = KafkaLog.open(this::producer, Duration.ofSeconds(1), Availability.Trials.ANY);
        connections.set(0);
        untimed.append(0, new byte[1], settled::add);
        untimed.look();

        assertThat(untimed.available()).isTrue();
        assertThat(settled).isEmpty();
    }

    @Test
    void closesItsProducer() {
        log.close(Duration.ofSeconds(1));

        assertThat(producers.get(0).closed()).isTrue();
    }

    @Test
    void doesNotOpenATopicThatIsNotFound() {
        assertThatThrownBy(() -> KafkaLog.open(
                        () -> {
                            var producer = producer();
                            producer.partitionsForException = new TimeoutException("not present in metadata");
                            return producer;
                        },
                        Duration.ofMillis(20),
                        Availability.Trials.TICKS))
                .isInstanceOf(TimeoutException.class);
        assertThat(producers.get(1).closed()).isTrue();
    }

    private MockProducer<byte[], byte[]> producer() {
        var node = new Node(1, "127.0.0.1", 1);
        var nodes = new Node[] {node};
        var cluster = new Cluster(
                "cluster",
                List.of(node),
                List.of(
                        new PartitionInfo(Topics.REPORTS, 0, node, nodes, nodes),
                        new PartitionInfo(Topics.REPORTS, 1, node, nodes, nodes)),
                Set.of(),
                Set.of());
        var producer = new MockProducer<>(cluster, false, null, new ByteArraySerializer(), new ByteArraySerializer());
        var name = new MetricName("connection-count", "producer-metrics", "", Map.of());
        producer.setMockMetrics(name, new Count(name));
        producers.add(producer);
        return producer;
    }

    private final class Count implements Metric {

        private final MetricName name;

        Count(MetricName name) {
            this.name = name;
        }

        @Override
        public MetricName metricName() {
            return name;
        }

        @Override
        public Object metricValue() {
            return connections.doubleValue();
        }
    }
}
