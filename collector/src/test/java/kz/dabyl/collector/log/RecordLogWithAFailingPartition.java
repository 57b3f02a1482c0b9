package kz.dabyl.collector.log;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Another log, whose partition 1 fails. */
final class RecordLogWithAFailingPartition implements RecordLog {

    private final RecordLog other;

    RecordLogWithAFailingPartition(RecordLog other) {
        this.other = other;
    }

    @Override
    public int partitions() {
        return other.partitions();
    }

    @Override
    public void append(int partition, byte[] value, Consumer<@Nullable Exception> settled) {
        if (partition == 1) {
            settled.accept(new TimeoutException("this partition is away"));
        } else {
            other.append(partition, value, settled);
        }
    }

    @Override
    public void look() {}

    @Override
    public boolean available() {
        return true;
    }

    @Override
    public Optional<String> fault() {
        return Optional.empty();
    }

    @Override
    public void close(Duration limit) {
        other.close(limit);
    }
}
