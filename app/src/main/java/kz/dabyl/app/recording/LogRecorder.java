package kz.dabyl.app.recording;

import java.io.IOException;
import java.util.Optional;
import kz.dabyl.runtime.kafka.KafkaAccess;

/** Writes what the log holds of a time as a recording. */
public final class LogRecorder {

    private LogRecorder() {}

    /**
     * Reads the log through once; blocks until that is done.
     *
     * @param key replaces the names of probes by hashes with this key; without it they stay
     * @return how many records could not be read
     */
    public static long record(KafkaAccess kafka, TimeRange range, Optional<byte[]> key, EntrySink sink)
            throws IOException {
        try (var log = LogReader.open(kafka)) {
            var merge = new LogMerge(
                    log.partitions(),
                    range,
                    key.<EntrySink>map(k -> new Pseudonyms(k, sink)).orElse(sink));
            log.readAll(merge::accept);
            merge.end();
            return log.unreadable();
        }
    }
}
