package kz.dabyl.collector.log;

import java.util.ArrayList;
import java.util.List;
import kz.dabyl.model.LogCodec;
import kz.dabyl.model.LogEntry;
import kz.dabyl.model.Partitions;
import kz.dabyl.model.Report;
import kz.dabyl.model.WireOutput;
import kz.dabyl.model.WireReports;

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

    /** Adds the report at {@code index} of {@code reports} to the partition that its probe's reports go to. */
    void add(int partition, LogEntry.Stamp stamp, WireReports reports, int index, Owner owner) {
        var bucket = buckets[partition];
        var received = stamp.received();
        bucket.prepare(received, stamp.collector(), reports.bytes(index));
        reports.write(index, received, bucket.written);
        bucket.wrote(owner);
    }

    void add(LogEntry.Received entry, Owner owner) {
        var report = entry.report();
        var bucket = bucketOf(report.probe());
        bucket.prepare(entry.received(), entry.collector(), sizeOf(report));
        LogCodec.write(bucket.written, report, entry.received());
        bucket.wrote(owner);
    }

    /** Adds what is said of a probe: it goes before all reports of its stamp. */
    void add(LogEntry.Trust trust, Owner owner) {
        var bucket = bucketOf(trust.probe());
        bucket.prepare(trust.stamp().received(), trust.stamp().collector(), TRUST_BYTES);
        bucket.trust.add(trust);
        bucket.trustOwners.add(owner);
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
        private final List<LogEntry.Trust> trust = new ArrayList<>();
        private final Owners trustOwners = new Owners();
        private final WireOutput written = new WireOutput();
        private final Owners owners = new Owners();
        private int reports;
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
            if (!trust.isEmpty()) {
                var value = LogCodec.encodeTrust(stamp, trust);
                trust.clear();
                outlet.record(partition, value, trustOwners.clear());
            }
            if (reports > 0) {
                var value = LogCodec.encode(stamp.collector(), stamp.received(), reports, written);
                reports = 0;
                written.truncate(0);
                outlet.record(partition, value, owners.clear());
            }
        }

        /** One more report stands in {@link #written}. */
        void wrote(Owner owner) {
            reports++;
            owners.add(owner);
        }
    }

    /** Whose entries one record holds. */
    private static final class Owners {

        private List<Owner> owners = new ArrayList<>();

        void add(Owner owner) {
            if (owners.isEmpty() || owners.get(owners.size() - 1) != owner) {
                owners.add(owner);
                owner.sent();
            }
        }

        /** Gives them, who are left to wait. */
        List<Owner> clear() {
            var waiting = owners;
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
