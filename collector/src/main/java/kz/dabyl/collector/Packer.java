package kz.dabyl.collector;

import java.util.ArrayList;
import java.util.List;
import kz.dabyl.model.LogCodec;
import kz.dabyl.model.Partitions;
import kz.dabyl.model.Report;

/**
 * Gathers reports by partition and packs them into records of bounded size. In each partition reports stand in the order
 * in which they were added. Not thread-safe.
 */
final class Packer {

    private static final int RECORD_BYTES = 512 * 1024;

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
        buckets[Partitions.of(report.probe(), buckets.length)].add(collector, received, report, owner);
    }

    /** Sends on whatever was added. */
    void flush() {
        for (var bucket : buckets) {
            bucket.flush();
        }
    }

    /** What is to become the next record of one partition: reports of one stamp. */
    private final class Bucket {

        private final int partition;
        private final List<Report> reports = new ArrayList<>();
        private List<Owner> owners = new ArrayList<>();
        private String collector = "";
        private long received;
        private int bytes;

        Bucket(int partition) {
            this.partition = partition;
        }

        void add(String from, long stamp, Report report, Owner owner) {
            var size = sizeOf(report);
            if (stamp != received || !from.equals(collector) || bytes + size > RECORD_BYTES) {
                flush();
                collector = from;
                received = stamp;
            }
            reports.add(report);
            bytes += size;
            if (owners.isEmpty() || owners.get(owners.size() - 1) != owner) {
                owners.add(owner);
                owner.sent();
            }
        }

        void flush() {
            if (reports.isEmpty()) {
                return;
            }
            var packed = List.copyOf(reports);
            var waiting = owners;
            reports.clear();
            owners = new ArrayList<>();
            bytes = 0;
            outlet.record(partition, LogCodec.encode(collector, received, packed), waiting);
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
