package kz.dabyl.collector.log;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Consumer;
import kz.dabyl.collector.admission.Limits;
import kz.dabyl.model.Decoded;
import kz.dabyl.model.LogCodec;
import kz.dabyl.model.LogEntry;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/** A log in memory that acknowledges, fails or holds back what it is given, as the test says. Thread-safe. */
public final class FakeLog implements RecordLog {

    private final List<List<byte[]>> partitions = new ArrayList<>();
    private final Queue<Consumer<@Nullable Exception>> held = new ArrayDeque<>();
    private Answer answer = Answer.ACKNOWLEDGE;
    private boolean available = true;
    private boolean closed;
    private boolean failing;

    /** What becomes of a record. */
    public enum Answer {
        ACKNOWLEDGE,
        FAIL,
        HOLD
    }

    /** Of a collector that remembers as many probes as is usual. */
    static LedgerConfig writer(String collectorId, TimeMode mode) {
        return new LedgerConfig(collectorId, mode, Limits.DEFAULT.rememberedProbes());
    }

    public FakeLog(int partitions) {
        for (var i = 0; i < partitions; i++) {
            this.partitions.add(new ArrayList<>());
        }
    }

    public synchronized void answer(Answer next) {
        answer = next;
    }

    public synchronized void available(boolean now) {
        available = now;
    }

    /** Acknowledges the record that was held back longest; false if there is none. */
    public boolean acknowledgeOne() {
        Consumer<@Nullable Exception> next;
        synchronized (this) {
            next = held.poll();
        }
        if (next != null) {
            next.accept(null);
        }
        return next != null;
    }

    /** Fails all records that were held back, and those that come. */
    public void failHeldBack() {
        List<Consumer<@Nullable Exception>> all;
        synchronized (this) {
            answer = Answer.FAIL;
            all = List.copyOf(held);
            held.clear();
        }
        all.forEach(one -> one.accept(new TimeoutException("the broker is away")));
    }

    public synchronized int heldBack() {
        return held.size();
    }

    synchronized boolean closed() {
        return closed;
    }

    @Override
    public int partitions() {
        return partitions.size();
    }

    @Override
    public void append(int partition, byte[] value, Consumer<@Nullable Exception> settled) {
        synchronized (this) {
            if (answer != Answer.FAIL) {
                partitions.get(partition).add(value);
            }
            failing = answer == Answer.FAIL;
            if (answer == Answer.HOLD) {
                held.add(settled);
                return;
            }
        }
        settled.accept(answer == Answer.FAIL ? new TimeoutException("the broker is away") : null);
    }

    @Override
    public void look() {}

    @Override
    public synchronized boolean available() {
        return available;
    }

    @Override
    public synchronized Optional<String> fault() {
        return failing ? Optional.of("the log does not take records") : Optional.empty();
    }

    @Override
    public void close(Duration limit) {
        synchronized (this) {
            closed = true;
        }
        while (acknowledgeOne()) {
            // On to the next.
        }
    }

    synchronized List<byte[]> records(int partition) {
        return List.copyOf(partitions.get(partition));
    }

    /** What one partition holds, in order. */
    public List<LogEntry> entries(int partition) {
        var entries = new ArrayList<LogEntry>();
        for (var record : records(partition)) {
            if (LogCodec.decode(record) instanceof Decoded.Ok<List<LogEntry>> ok) {
                entries.addAll(ok.value());
            } else {
                throw new AssertionError("a record cannot be decoded");
            }
        }
        return entries;
    }

    /** The reports of all partitions. */
    public List<LogEntry.Received> reports() {
        var reports = new ArrayList<LogEntry.Received>();
        for (var partition = 0; partition < partitions(); partition++) {
            for (var entry : entries(partition)) {
                if (entry instanceof LogEntry.Received received) {
                    reports.add(received);
                }
            }
        }
        return reports;
    }
}
