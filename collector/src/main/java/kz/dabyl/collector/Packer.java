package kz.dabyl.collector;

import java.util.ArrayList;
import java.util.List;
import kz.dabyl.model.LogCodec;
import kz.dabyl.model.LogEntry;
import kz.dabyl.model.Partitions;
import kz.dabyl.model.Report;

/**
 * Gathers reports, and what is said of probes, by partition and packs them into records of bounded size. In each partition reports stand in the order
 * in which they were added. Not thread-safe.
 */
final class Packer {

    private static final int RECORD_BYTES = 512 * 1024;
    private static final int TRUST_BYTES = 140;

    private final Outlet outlet;
    private final Bucket[] buckets;

    /** Where packed records go. */
    interface Outlet {

        /** @param owners whose reports the record holds; the list is theirs to keep */
        void record(int partition, byte[] value, List<Owner> owners);
    }

    Packer(int partitions, Outlet outlet) {
        this.outlet = outlet;
        buckets = new Bucket[partitions];
        for (var i = 0; i < partitions; i++) {
            buckets[i] = new Bucket(i);
        }
    }

    void add(String collector, long received, Report report, Owner owner) {
        var bucket = bucketOf(report.probe());
        bucket.prepare(received, collector, sizeOf(report));
        bucket.reports.add(report, owner);
    }

    /** Adds what is said of a probe: it goes before all reports of its stamp. */
    void add(LogEntry.Trust trust, Owner owner) {
        var bucket = bucketOf(trust.probe());
        bucket.prepare(trust.stamp().received(), trust.stamp().collector(), TRUST_BYTES);
        bucket.trust.add(trust, owner);
    }

    private Bucket bucketOf(String probe) {
        return buckets[Partitions.of(probe, buckets.length)];
    }

    /** Sends on whatever was added. */
    void flush() {
        for (var bucket : buckets) {
            bucket.flush();
        }
    }

    /** What is to become the next records of one partition: what is said of probes, then reports, all of one stamp. */
    private final class Bucket {

        private final int partition;
        private final Pile<LogEntry.Trust> trust = new Pile<>();
        private final Pile<Report> reports = new Pile<>();
        private LogEntry.Stamp stamp = LogEntry.Stamp.NONE;
        private int bytes;

        Bucket(int partition) {
            this.partition = partition;
        }

        /** Makes room for {@code size} bytes of that stamp. */
        void prepare(long received, String collector, int size) {
            if (received != stamp.received() || !collector.equals(stamp.collector()) || bytes + size > RECORD_BYTES) {
                flush();
                stamp = new LogEntry.Stamp(received, collector);
            }
            bytes += size;
        }

        void flush() {
            bytes = 0;
            if (!trust.entries.isEmpty()) {
                var value = LogCodec.encodeTrust(stamp, trust.entries);
                outlet.record(partition, value, trust.clear());
            }
            if (!reports.entries.isEmpty()) {
                var value = LogCodec.encode(stamp.collector(), stamp.received(), reports.entries);
                outlet.record(partition, value, reports.clear());
            }
        }
    }

    /** Entries of one record, and whose they are. */
    private static final class Pile<T> {

        private final List<T> entries = new ArrayList<>();
        private List<Owner> owners = new ArrayList<>();

        void add(T entry, Owner owner) {
            entries.add(entry);
            if (owners.isEmpty() || owners.get(owners.size() - 1) != owner) {
                owners.add(owner);
                owner.sent();
            }
        }

        /** Gives the owners, who are left to wait. */
        List<Owner> clear() {
            var waiting = owners;
            entries.clear();
            owners = new ArrayList<>();
            return waiting;
        }
    }

    /** About as many bytes as the report takes in a record. */
    private static int sizeOf(Report report) {
        var size = 64 + report.probe().length() + report.place().length();
        for (var ping : report.pings()) {
            size += 24 + ping.target().length();
            var tls = ping.tls();
            if (tls != null) {
                size += tls.issuer().length() + tls.spkiSha256().length();
            }
        }
        return size;
    }
}
