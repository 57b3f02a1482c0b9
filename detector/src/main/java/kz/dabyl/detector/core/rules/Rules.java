package kz.dabyl.detector.core.rules;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import kz.dabyl.model.Decoded;
import kz.dabyl.model.LogEntry;
import kz.dabyl.model.Rally;
import kz.dabyl.model.Thresholds;
import kz.dabyl.model.Wire;
import kz.dabyl.model.WireInput;
import kz.dabyl.model.WireOutput;
import org.jspecify.annotations.Nullable;

/**
 * What the second fold judges by, and which changes of it have counted. Immutable. Part of the fold's state: a stretch of
 * the log that is folded again must be judged by what was in force when it was folded first.
 *
 * @param seen the newest version of each series that has counted, the series heard of last at the end
 */
public record Rules(Thresholds thresholds, List<Rally> rallies, List<VersionSeen> seen) {

    private static final int VERSION = 2;
    private static final int WITHOUT_SERIES = 1;

    /** A log that holds recordings of more deployments than this forgets the first. */
    private static final int MOST_SERIES = 64;

    public static final Comparator<LogEntry.Notice> ORDER = Comparator.comparingLong(
                    (LogEntry.Notice notice) -> notice.stamp().received())
            .thenComparing(notice -> notice.stamp().collector());

    /** The newest version of the thresholds, or the rallies, of a deployment. */
    public record VersionSeen(boolean ofRallies, String series, int version) {}

    public Rules {
        rallies = List.copyOf(rallies);
        seen = List.copyOf(seen);
    }

    /** These thresholds and rallies, of no series. */
    public Rules(Thresholds thresholds, List<Rally> rallies) {
        this(thresholds, rallies, List.of());
    }

    /**
     * The rules after {@code notices}, in the order of their stamps. Every partition tells of every change, and several
     * collectors may: of a series no version counts twice, nor after a later one.
     */
    public Rules with(List<LogEntry.Notice> notices) {
        var now = this;
        if (notices.isEmpty()) {
            return now;
        }
        for (var notice : notices.stream().sorted(ORDER).toList()) {
            if (notice instanceof LogEntry.ThresholdsSet set) {
                var version = set.thresholds().version();
                if (now.isNews(false, set.series(), version)) {
                    now = new Rules(set.thresholds(), now.rallies, now.having(false, set.series(), version));
                }
            } else if (notice instanceof LogEntry.RalliesSet set && now.isNews(true, set.series(), set.version())) {
                now = new Rules(now.thresholds, set.rallies(), now.having(true, set.series(), set.version()));
            }
        }
        return now;
    }

    /** The same thresholds, and rallies as {@link #with} has them. */
    public Rules withRallies(List<LogEntry.Notice> notices) {
        return with(
                notices.stream().filter(LogEntry.RalliesSet.class::isInstance).toList());
    }

    private boolean isNews(boolean ofRallies, String series, int version) {
        return seen.stream()
                .noneMatch(s -> s.ofRallies == ofRallies && s.series.equals(series) && s.version >= version);
    }

    private List<VersionSeen> having(boolean ofRallies, String series, int version) {
        if (series.isEmpty()) {
            return seen;
        }
        var now = new ArrayList<>(seen);
        now.removeIf(s -> s.ofRallies == ofRallies && s.series.equals(series));
        now.add(new VersionSeen(ofRallies, series, version));
        return now.subList(Math.max(0, now.size() - 2 * MOST_SERIES), now.size());
    }

    public byte[] encode() {
        var out = new WireOutput();
        out.u8(VERSION);
        out.f64(thresholds.falseAlarmsPerMonth());
        out.varint(thresholds.minProbes());
        strings(out, thresholds.home());
        out.varint(thresholds.confirmAfterSeconds());
        out.varint(thresholds.closeAfterSeconds());
        out.f64(thresholds.rallyPrior());
        out.f64(thresholds.throttlingRttFactor());
        out.f64(thresholds.throttlingKbpsFactor());
        out.varint(thresholds.version());
        out.varint(rallies.size());
        rallies.forEach(rally -> write(out, rally));
        out.varint(seen.size());
        for (var series : seen) {
            out.u8(series.ofRallies ? 1 : 0);
            out.string(series.series);
            out.varint(series.version);
        }
        return out.toByteArray();
    }

    /** @throws IllegalStateException if the bytes are damaged or of a later version */
    public static Rules decode(byte[] bytes) {
        var decoded = bytes.length > 0 && bytes[0] == WITHOUT_SERIES
                ? Wire.decode(bytes, WITHOUT_SERIES, in -> new Rules(thresholds(in), rallies(in)))
                : Wire.decode(bytes, VERSION, in -> new Rules(thresholds(in), rallies(in), seen(in)));
        if (decoded instanceof Decoded.Ok<Rules> ok) {
            return ok.value();
        }
        throw new IllegalStateException("stored rules cannot be read: " + decoded);
    }

    private static Thresholds thresholds(WireInput in) {
        return new Thresholds(
                in.f64(),
                in.varint32(),
                strings(in),
                in.varint32(),
                in.varint32(),
                in.f64(),
                in.f64(),
                in.f64(),
                in.varint32());
    }

    private static List<Rally> rallies(WireInput in) {
        var rallies = new ArrayList<Rally>();
        for (var left = in.count(); left > 0; left--) {
            rallies.add(new Rally(in.string(), in.string(), in.i64(), in.i64(), strings(in), circle(in)));
        }
        return rallies;
    }

    private static List<VersionSeen> seen(WireInput in) {
        var seen = new ArrayList<VersionSeen>();
        for (var left = in.count(); left > 0; left--) {
            seen.add(new VersionSeen(in.u8() == 1, in.string(), in.varint32()));
        }
        return seen;
    }

    private static void write(WireOutput out, Rally rally) {
        out.string(rally.id());
        out.string(rally.title());
        out.i64(rally.from());
        out.i64(rally.until());
        strings(out, rally.places());
        var circle = rally.circle();
        out.u8(circle == null ? 0 : 1);
        if (circle != null) {
            out.f64(circle.latitude());
            out.f64(circle.longitude());
            out.f64(circle.radiusMetres());
        }
    }

    private static Rally.@Nullable Circle circle(WireInput in) {
        return in.u8() == 0 ? null : new Rally.Circle(in.f64(), in.f64(), in.f64());
    }

    private static void strings(WireOutput out, List<String> texts) {
        out.varint(texts.size());
        texts.forEach(out::string);
    }

    private static List<String> strings(WireInput in) {
        var texts = new ArrayList<String>();
        for (var left = in.count(); left > 0; left--) {
            texts.add(in.string());
        }
        return texts;
    }
}
