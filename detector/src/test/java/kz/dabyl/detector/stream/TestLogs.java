package kz.dabyl.detector.stream;

import java.util.ArrayList;
import java.util.List;
import kz.dabyl.detector.core.TestCity;
import kz.dabyl.model.Access;
import kz.dabyl.model.Cell;
import kz.dabyl.model.LogEntry;
import kz.dabyl.model.Rally;
import kz.dabyl.model.Thresholds;
import kz.dabyl.model.TrustLevel;

/** Logs in which something happens, and thresholds and rallies change meanwhile. */
final class TestLogs {

    private static final long CUT = 900;
    private static final long BACK = 1300;

    private TestLogs() {}

    /** Versions of the thresholds that hold while something happens, and that are told of before and too late. */
    static final int AT_THE_CUT = 2;

    static final int AT_THE_END = 3;

    /** Three places, four networks, two collectors; the mobile networks of one place are cut for some minutes and come back. */
    static PackedLog shutdown(long seed) {
        return shutdown(seed, TestKafka.PARTITIONS);
    }

    static PackedLog shutdown(long seed, int partitions) {
        var city = new TestCity(seed).keeping();
        for (var place : List.of(TestCity.CENTRE, TestCity.WEST, TestCity.ASTANA)) {
            for (var network : List.of("401-01", "401-02", "401-77")) {
                var cell = new Cell(place, network, Access.MOBILE);
                city.add(cell, 8, "c1").add(cell, 3, "c2");
            }
            city.add(new Cell(place, "AS9198", Access.FIXED), 8, "c1");
        }
        city.cut(moment -> moment.probe().cell().place().equals(TestCity.CENTRE)
                && moment.probe().cell().access() == Access.MOBILE
                && moment.within(CUT, BACK));
        return PackedLog.of(partitions, with(notices(), city.log(1600)));
    }

    /** {@link TestCity#eventfulHour}: beside silence targets that fail, sources that never promise, and restarts. */
    static PackedLog eventfulHour(long seed) {
        return PackedLog.of(TestKafka.PARTITIONS, with(notices(), TestCity.eventfulHour(seed)));
    }

    /** Of several collectors; one of them is behind. */
    private static List<LogEntry.Notice> notices() {
        return List.of(
                thresholds(1, 60, 120, 1.2, "c1"),
                new LogEntry.Trust("p-1", "i-1", TrustLevel.INVITED, stamp(300.4, "c1")),
                thresholds(AT_THE_CUT, 30, 120, 600.3, "c1"),
                thresholds(1, 60, 120, 601.9, "c2"),
                thresholds(AT_THE_CUT, 30, 120, 602.4, "c2"),
                new LogEntry.RalliesSet(List.of(rally()), 1, "series", stamp(700.2, "c1")),
                thresholds(AT_THE_END, 30, 60, 1000.4, "c2"),
                thresholds(AT_THE_CUT, 30, 120, 1004.6, "c1"),
                thresholds(AT_THE_END, 30, 60, 1005.1, "c1"));
    }

    private static LogEntry.Notice thresholds(int version, int confirm, int close, double second, String collector) {
        var thresholds = new Thresholds(1, 3, List.of("KZ"), confirm, close, 20, 3, 0.2, version);
        return new LogEntry.ThresholdsSet(thresholds, "series", stamp(second, collector));
    }

    static Rally rally() {
        return new Rally("r", "", TestCity.START, TestCity.START + 7_200_000, List.of(TestCity.CENTRE), null);
    }

    private static LogEntry.Stamp stamp(double second, String collector) {
        return new LogEntry.Stamp(TestCity.START + Math.round(second * 1000), collector);
    }

    /** Each notice before the first entry of a later time. */
    private static List<LogEntry> with(List<LogEntry.Notice> notices, List<LogEntry> log) {
        var merged = new ArrayList<LogEntry>();
        var next = 0;
        for (var entry : log) {
            while (next < notices.size() && time(notices.get(next)) < time(entry)) {
                merged.add(notices.get(next++));
            }
            merged.add(entry);
        }
        return merged;
    }

    static long time(LogEntry entry) {
        if (entry instanceof LogEntry.Notice notice) {
            return notice.stamp().received();
        }
        return entry instanceof LogEntry.Tick tick ? tick.time() : ((LogEntry.Received) entry).received();
    }
}
