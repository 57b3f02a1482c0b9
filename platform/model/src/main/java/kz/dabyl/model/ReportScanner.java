package kz.dabyl.model;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Scans reports; the rules are those of {@link ReportReader}. Names of probes, places and the like that come again are the
 * same instances, mostly. Not thread-safe.
 */
final class ReportScanner {

    private static final int PROBE_BITS = 16;
    private static final int PLACE_BITS = 12;
    private static final int FEW_BITS = 8;

    private final PingScanner pingScanner = new PingScanner();
    private final TimeScanner times = new TimeScanner();
    private final Dictionary<String> probes =
            new Dictionary<>(PROBE_BITS, FieldReader.MAX_WORD, matching(ReportReader::isProbe));
    private final Dictionary<String> places = new Dictionary<>(PLACE_BITS, FieldReader.MAX_WORD, Places::canonical);
    private final Dictionary<String> networks =
            new Dictionary<>(FEW_BITS, FieldReader.MAX_WORD, matching(ReportReader::isNetwork));
    private final Dictionary<Access> accesses = new Dictionary<>(FEW_BITS, FieldReader.MAX_WORD, Access::ofWord);
    private final Dictionary<String> boots = new Dictionary<>(PROBE_BITS, ReportReader.MAX_BOOT, Optional::of);
    private final Dictionary<String> softwares = new Dictionary<>(FEW_BITS, ReportReader.MAX_SOFTWARE, Optional::of);
    private final Dictionary<Power> powers = new Dictionary<>(FEW_BITS, FieldReader.MAX_WORD, Power::ofWord);

    private int seen;
    private @Nullable String probe;
    private long seq;
    private long at;
    private int interval;
    private @Nullable String place;
    private @Nullable String network;
    private @Nullable Access access;
    private @Nullable String boot;
    private @Nullable String software;
    private @Nullable Power power;
    private List<Ping> pings = List.of();

    private static Function<String, Optional<String>> matching(Predicate<String> good) {
        return text -> Optional.of(text).filter(good);
    }

    /** The report at which {@code cursor} stands, or null if it gave up. */
    @Nullable
    Report scan(Cursor cursor) {
        reset();
        cursor.expect('{');
        do {
            scanField(cursor);
        } while (cursor.another());
        cursor.expect('}');
        if (cursor.gaveUp()
                || (seen & ReportFields.REQUIRED) != ReportFields.REQUIRED
                || probe == null
                || place == null
                || network == null
                || access == null) {
            cursor.giveUp();
            return null;
        }
        return new Report(probe, seq, at, interval, place, network, access, boot, software, power, pings);
    }

    private void reset() {
        seen = 0;
        interval = Report.NO_PROMISE;
        boot = null;
        software = null;
        power = null;
        pings = List.of();
    }

    private void scanField(Cursor cursor) {
        var field = cursor.name(ReportFields.NAMES);
        switch (field) {
            case ReportFields.PROBE -> probe = cursor.word(probes);
            case ReportFields.SEQ -> seq = cursor.integer(Long.MAX_VALUE);
            case ReportFields.AT -> at = cursor.time(times);
            case ReportFields.INTERVAL ->
                interval =
                        cursor.skipNull() ? Report.NO_PROMISE : (int) cursor.integer(ReportReader.MAX_INTERVAL_SECONDS);
            case ReportFields.PLACE -> place = cursor.word(places);
            case ReportFields.NETWORK -> network = cursor.word(networks);
            case ReportFields.ACCESS -> access = cursor.word(accesses);
            case ReportFields.BOOT -> boot = cursor.wordOrNull(boots);
            case ReportFields.SOFTWARE -> software = cursor.wordOrNull(softwares);
            case ReportFields.POWER -> power = cursor.wordOrNull(powers);
            case ReportFields.PINGS -> pings = pingScanner.scan(cursor);
            default -> cursor.giveUp();
        }
        seen = cursor.once(seen, field);
    }
}
