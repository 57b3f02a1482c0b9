package kz.dabyl.model;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Bytes of topic {@link Topics#REPORTS}, version 1. One record holds what one collector flushed to one partition, in
 * order, or a tick, or a notice.
 *
 * <pre>
 * u8 version=1 | u8 kind: 1 = reports, 2 = tick, 3 = thresholds, 4 = rallies, 5 = trust
 * tick:    str collector | i64 time
 * reports: str collector | i64 received | n | n × report
 * thresholds: str collector | i64 received | str series | str document as JSON
 * rallies: str collector | i64 received | str series | varint version | str document as JSON
 * trust:   str collector | i64 received | n | n × (str probe | str invite | u8 0 = invited, 1 = revoked, 2 = vouched for)
 * report:  str probe | varint seq | signed received-at | varint interval+1 | str place | str network | u8 access
 *          | u8 flags: 1 boot, 2 software, 4 power | [str boot] [str software] [u8 power] | n | n × ping
 * ping:    str target | u8 flags: 1 ok, 2 rtt, 4 error, 8 kbps, 16 tls | [f64 rtt] [u8 error] [f64 kbps] [str, str]
 * str = length in bytes, then UTF-8; n, varint and lengths are LEB128, signed is zigzag; the rest is big-endian
 * </pre>
 *
 * <p>A reader takes every version it knows; a writer writes the newest. A new field means a new version.
 */
public final class LogCodec {

    private static final int VERSION = 1;
    private static final int KIND_REPORTS = 1;
    private static final int KIND_TICK = 2;
    private static final int KIND_THRESHOLDS = 3;
    private static final int KIND_RALLIES = 4;
    private static final int KIND_TRUST = 5;
    static final int HAS_BOOT = 1;
    static final int HAS_SOFTWARE = 2;
    static final int HAS_POWER = 4;
    static final int OK = 1;
    static final int HAS_RTT = 2;
    static final int HAS_ERROR = 4;
    static final int HAS_KBPS = 8;
    static final int HAS_TLS = 16;

    private static final int MOST_OF_HEAD = 300;

    private LogCodec() {}

    /** One record with {@code reports}, all received by {@code collector} at {@code received} (epoch milliseconds). */
    public static byte[] encode(String collector, long received, List<Report> reports) {
        var encoded = new WireOutput();
        for (var report : reports) {
            write(encoded, report, received);
        }
        return encode(collector, received, reports.size(), encoded);
    }

    /** One record with {@code count} reports that have been written for {@code received}. */
    public static byte[] encode(String collector, long received, int count, WireOutput encoded) {
        var out = new WireOutput(MOST_OF_HEAD);
        out.u8(VERSION);
        out.u8(KIND_REPORTS);
        out.string(collector);
        out.i64(received);
        out.varint(count);
        return encoded.behind(out);
    }

    public static byte[] encode(LogEntry.Tick tick) {
        var out = new WireOutput();
        out.u8(VERSION);
        out.u8(KIND_TICK);
        out.string(tick.collector());
        out.i64(tick.time());
        return out.toByteArray();
    }

    public static byte[] encode(LogEntry.Notice notice) {
        if (notice instanceof LogEntry.Trust trust) {
            return encodeTrust(trust.stamp(), List.of(trust));
        }
        var out = new WireOutput();
        out.u8(VERSION);
        if (notice instanceof LogEntry.ThresholdsSet set) {
            writeHead(out, KIND_THRESHOLDS, set.stamp());
            out.string(set.series());
            out.string(Documents.json(set.thresholds()).toString());
        } else if (notice instanceof LogEntry.RalliesSet set) {
            writeHead(out, KIND_RALLIES, set.stamp());
            out.string(set.series());
            out.varint(set.version());
            out.string(Documents.json(set.rallies()).toString());
        }
        return out.toByteArray();
    }

    /** One record with what is said of several probes, all stamped alike. */
    public static byte[] encodeTrust(LogEntry.Stamp stamp, List<LogEntry.Trust> notices) {
        var out = new WireOutput();
        out.u8(VERSION);
        writeHead(out, KIND_TRUST, stamp);
        out.varint(notices.size());
        for (var trust : notices) {
            out.string(trust.probe());
            out.string(trust.invite());
            out.u8(trust.level().wireCode());
        }
        return out.toByteArray();
    }

    private static void writeHead(WireOutput out, int kind, LogEntry.Stamp stamp) {
        out.u8(kind);
        out.string(stamp.collector());
        out.i64(stamp.received());
    }

    /** The entries of one record, in order: reports, one tick, one document, or what is said of some probes. */
    public static Decoded<List<LogEntry>> decode(byte[] bytes) {
        return Wire.decode(bytes, VERSION, LogCodec::readBody);
    }

    private static List<LogEntry> readBody(WireInput in) {
        var kind = in.u8();
        var collector = in.string();
        var time = in.i64();
        return switch (kind) {
            case KIND_REPORTS -> readReports(in, collector, time);
            case KIND_TICK -> List.of(new LogEntry.Tick(time, collector));
            case KIND_THRESHOLDS, KIND_RALLIES -> List.of(readDocument(in, kind, new LogEntry.Stamp(time, collector)));
            case KIND_TRUST -> readTrust(in, new LogEntry.Stamp(time, collector));
            default -> throw new IllegalArgumentException("unknown kind of record " + kind);
        };
    }

    private static LogEntry readDocument(WireInput in, int kind, LogEntry.Stamp stamp) {
        var series = in.string();
        try {
            return kind == KIND_THRESHOLDS
                    ? new LogEntry.ThresholdsSet(Documents.thresholdsFromJson(in.string()), series, stamp)
                    : readRallies(in, series, stamp);
        } catch (InvalidInputException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    private static LogEntry readRallies(WireInput in, String series, LogEntry.Stamp stamp) {
        var version = in.varint32();
        return new LogEntry.RalliesSet(Documents.rallies(in.string()), version, series, stamp);
    }

    private static List<LogEntry> readTrust(WireInput in, LogEntry.Stamp stamp) {
        var count = in.count();
        var entries = new ArrayList<LogEntry>(count);
        for (var i = 0; i < count; i++) {
            entries.add(new LogEntry.Trust(in.string(), in.string(), TrustLevel.ofWireCode((byte) in.u8()), stamp));
        }
        return entries;
    }

    private static List<LogEntry> readReports(WireInput in, String collector, long time) {
        var count = in.count();
        var entries = new ArrayList<LogEntry>(count);
        for (var i = 0; i < count; i++) {
            entries.add(new LogEntry.Received(time, collector, read(in, time)));
        }
        return entries;
    }

    /** Writes a report that {@code received} (epoch milliseconds) is the receipt of. */
    public static void write(WireOutput out, Report report, long received) {
        out.string(report.probe());
        out.varint(report.seq());
        out.signed(received - report.at());
        writeRest(out, report);
    }

    /** What stands behind the time of measurement. */
    static void writeRest(WireOutput out, Report report) {
        out.varint(report.intervalSeconds() + 1);
        out.string(report.place());
        out.string(report.network());
        out.u8(report.access().wireCode());
        var boot = report.boot();
        var software = report.software();
        var power = report.power();
        out.u8((boot == null ? 0 : HAS_BOOT) | (software == null ? 0 : HAS_SOFTWARE) | (power == null ? 0 : HAS_POWER));
        if (boot != null) {
            out.string(boot);
        }
        if (software != null) {
            out.string(software);
        }
        if (power != null) {
            out.u8(power.wireCode());
        }
        out.varint(report.pings().size());
        for (var ping : report.pings()) {
            write(out, ping);
        }
    }

    private static Report read(WireInput in, long received) {
        var probe = in.string();
        var seq = in.varint();
        var at = received - in.signed();
        var interval = in.varint32() - 1;
        var place = in.string();
        var network = in.string();
        var access = Access.ofWireCode((byte) in.u8());
        var flags = in.u8();
        var boot = (flags & HAS_BOOT) == 0 ? null : in.string();
        var software = (flags & HAS_SOFTWARE) == 0 ? null : in.string();
        var power = (flags & HAS_POWER) == 0 ? null : Power.ofWireCode((byte) in.u8());
        var count = in.count();
        var pings = new ArrayList<Ping>(count);
        for (var i = 0; i < count; i++) {
            pings.add(readPing(in));
        }
        return new Report(probe, seq, at, interval, place, network, access, boot, software, power, pings);
    }

    private static void write(WireOutput out, Ping ping) {
        var error = ping.error();
        var tls = ping.tls();
        out.string(ping.target());
        out.u8((ping.ok() ? OK : 0)
                | (Double.isNaN(ping.rttMillis()) ? 0 : HAS_RTT)
                | (error == null ? 0 : HAS_ERROR)
                | (Double.isNaN(ping.kbps()) ? 0 : HAS_KBPS)
                | (tls == null ? 0 : HAS_TLS));
        if (!Double.isNaN(ping.rttMillis())) {
            out.f64(ping.rttMillis());
        }
        if (error != null) {
            out.u8(error.wireCode());
        }
        if (!Double.isNaN(ping.kbps())) {
            out.f64(ping.kbps());
        }
        if (tls != null) {
            out.string(tls.issuer());
            out.string(tls.spkiSha256());
        }
    }

    private static Ping readPing(WireInput in) {
        var target = in.string();
        var flags = in.u8();
        var rtt = (flags & HAS_RTT) == 0 ? Double.NaN : in.f64();
        @Nullable PingError error = (flags & HAS_ERROR) == 0 ? null : PingError.ofWireCode((byte) in.u8());
        var kbps = (flags & HAS_KBPS) == 0 ? Double.NaN : in.f64();
        @Nullable Tls tls = (flags & HAS_TLS) == 0 ? null : new Tls(in.string(), in.string());
        return new Ping(target, (flags & OK) != 0, rtt, error, kbps, tls);
    }
}
