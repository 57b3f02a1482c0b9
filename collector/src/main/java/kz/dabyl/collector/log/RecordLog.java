package kz.dabyl.collector.log;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The partitioned log, as its one writer sees it. Records of one partition stand in the order of the calls, whatever is
 * tried again in between; only the ones that failed may be missing, or stand there all the same.
 *
 * <p>The writer's thread appends; anybody may ask how it is.
 */
public interface RecordLog {

    int partitions();

    /**
     * Appends a record. Takes some milliseconds at most.
     *
     * @param settled called once, on any thread: null when every in-sync replica has the record, else why not
     */
    void append(int partition, byte[] value, Consumer<@Nullable Exception> settled);

    /** Settles what is under way if the log cannot be reached. For the writer's thread, every few milliseconds. */
    void look();

    /** Whether a record appended now has a fair chance. False while the log is away and another one tries it out. */
    boolean available();

    /** What ails the log, in words that may be shown to anybody. */
    Optional<String> fault();

    /** Waits for what is under way, at most {@code limit}, and lets go. */
    void close(Duration limit);
}
