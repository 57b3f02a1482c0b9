package kz.dabyl.app.recording;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import kz.dabyl.model.LogEntry;
import kz.dabyl.model.Report;
import org.jspecify.annotations.Nullable;

/**
 * Replaces the names of probes and invites, and the marks of starts, by keyed hashes of the day on which the recording begins
 * (UTC): nobody without the key can follow a probe from one day's recording to another's. Within a recording a probe keeps
 * its name also past midnight, else all of them would fall silent then. Not thread-safe.
 */
final class Pseudonyms implements EntrySink {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int NAME_BYTES = 10;

    private final byte[] key;
    private final EntrySink sink;
    private @Nullable Mac ofTheDay;

    Pseudonyms(byte[] key, EntrySink sink) {
        this.key = key.clone();
        this.sink = sink;
    }

    @Override
    public void write(LogEntry entry) throws IOException {
        sink.write(renamed(entry));
    }

    private LogEntry renamed(LogEntry entry) {
        if (entry instanceof LogEntry.Received received) {
            var report = renamed(received.report(), received.received());
            return new LogEntry.Received(received.received(), received.collector(), report);
        }
        if (entry instanceof LogEntry.Trust trust) {
            var time = trust.stamp().received();
            return new LogEntry.Trust(
                    probe(trust.probe(), time),
                    "i-" + hash("invite " + trust.invite(), time),
                    trust.level(),
                    trust.stamp());
        }
        return entry;
    }

    private String probe(String name, long received) {
        return "p-" + hash("probe " + name, received);
    }

    private Report renamed(Report report, long received) {
        var boot = report.boot();
        return new Report(
                probe(report.probe(), received),
                report.seq(),
                report.at(),
                report.intervalSeconds(),
                report.place(),
                report.network(),
                report.access(),
                boot == null ? null : hash("boot " + boot, received),
                report.software(),
                report.power(),
                report.pings());
    }

    private String hash(String name, long received) {
        if (ofTheDay == null) {
            var day = Instant.ofEpochMilli(received).atOffset(ZoneOffset.UTC).toLocalDate();
            ofTheDay = mac(mac(key).doFinal(day.toString().getBytes(UTF_8)));
        }
        var whole = ofTheDay.doFinal(name.getBytes(UTF_8));
        return HexFormat.of().formatHex(Arrays.copyOf(whole, NAME_BYTES));
    }

    private static Mac mac(byte[] key) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }
}
