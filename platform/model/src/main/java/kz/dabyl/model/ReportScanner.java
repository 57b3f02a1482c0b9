package kz.dabyl.model;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Scans reports; the rules are those of {@link ReportReader}. Names of probes, places and the like that come again are the
 * same instances, mostly. What a probe spells as in its report before is not read again, see {@link ReportForm}. Not
 * thread-safe.
 */
final class ReportScanner {

    private static final int PROBE_BITS = 16;
    private static final int PLACE_BITS = 12;
    private static final int FEW_BITS = 8;

    /** What our own writers spell first, and what changes from report to report. */
    private static final int FIRST = (1 << ReportFields.PROBE) | (1 << ReportFields.SEQ) | (1 << ReportFields.AT);

    /** Longer ones are not kept. */
    private static final int MAX_FORM = 512;

    private static final int NONE = -1;

    private static final int CACHE_LINE = 64;

    private final PingScanner pingScanner = new PingScanner();
    private final TimeScanner times = new TimeScanner();
    private final Dictionary<Known> probes = new Dictionary<>(
            PROBE_BITS,
            FieldReader.MAX_WORD,
            text -> Optional.of(text).filter(ReportReader::isProbe).map(Known::new));
    private final Dictionary<String> places = new Dictionary<>(PLACE_BITS, FieldReader.MAX_WORD, Places::canonical);
    private final Dictionary<String> networks =
            new Dictionary<>(FEW_BITS, FieldReader.MAX_WORD, matching(ReportReader::isNetwork));
    private final Dictionary<Access> accesses = new Dictionary<>(FEW_BITS, FieldReader.MAX_WORD, Access::ofWord);
    private final Dictionary<String> boots = new Dictionary<>(PROBE_BITS, ReportReader.MAX_BOOT, Optional::of);
    private final Dictionary<String> softwares =
            new Dictionary<>(FEW_BITS, ReportReader.MAX_SOFTWARE, matching(ReportReader::isSoftware));
    private final Dictionary<Power> powers = new Dictionary<>(FEW_BITS, FieldReader.MAX_WORD, Power::ofWord);

    private int seen;
    private @Nullable Known probe;
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

    private int probeAt;

    /** Of the next lines. */
    private final @Nullable Known[] ahead = new Known[LinesAhead.LINES];

    /** Nobody reads it: it is there so that what was fetched counts as used. */
    @SuppressWarnings("UnusedVariable")
    private long fetched;

    /** Behind the first fields, if they came first and what follows is not known; or nowhere. */
    private int formFrom;

    /** A probe, and how its reports were spelt of late. */
    private static final class Known {

        /** Of {@link #fetch}. */
        private static final int LEVELS = 3;

        private final String name;
        private @Nullable ReportForm form;

        Known(String name) {
            this.name = name;
        }

        /** Touches what a report is compared with. A number that means nothing. */
        long fetch(int level) {
            var known = form;
            if (known == null || level == 0) {
                return 0;
            }
            var text = known.text();
            var sum = (long) text.length;
            for (var i = 0; level > 1 && i < text.length; i += CACHE_LINE) {
                sum += text[i];
            }
            return sum;
        }
    }

    /**
     * Touches what is known of the probes of the next lines. What is known of ten thousand does not fit into the processor's
     * cache: it waits for memory once for a whole group if it is asked for all of them before the first is needed, at each level
     * for what those before it point to; and for each of them else.
     */
    void fetch(LinesAhead lines) {
        var sum = 0L;
        for (var i = 0; i < lines.count(); i++) {
            ahead[i] = probes.likely(lines.hash(i));
        }
        for (var i = 0; i < lines.count(); i++) {
            sum += probes.fetch(lines.hash(i));
        }
        for (var level = 0; level < Known.LEVELS; level++) {
            for (var i = 0; i < lines.count(); i++) {
                var known = ahead[i];
                sum += known == null ? 0 : known.fetch(level);
            }
        }
        fetched = sum;
    }

    /** Where the name of the probe stood in the report that was scanned last. */
    int probeAt() {
        return probeAt;
    }

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
        return new Report(probe.name, seq, at, interval, place, network, access, boot, software, power, pings);
    }

    private void reset() {
        seen = 0;
        formFrom = NONE;
        interval = Report.NO_PROMISE;
        boot = null;
        software = null;
        power = null;
        pings = List.of();
    }

    private void scanField(Cursor cursor) {
        var field = cursor.name(ReportFields.NAMES);
        switch (field) {
            case ReportFields.PROBE -> {
                probe = cursor.word(probes);
                probeAt = cursor.textFrom();
            }
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
            case ReportFields.PINGS -> {
                learn(cursor);
                pings = pingScanner.scan(cursor);
            }
            default -> cursor.giveUp();
        }
        seen = cursor.once(seen, field);
        if (seen == FIRST) {
            recall(cursor);
        }
    }

    private void recall(Cursor cursor) {
        var form = probe == null ? null : probe.form;
        if (form == null || !cursor.skip(form.text())) {
            formFrom = cursor.position();
            return;
        }
        interval = form.interval();
        place = form.place();
        network = form.network();
        access = form.access();
        boot = form.boot();
        software = form.software();
        power = form.power();
        pings = pingScanner.scan(cursor);
        seen |= form.fields();
    }

    /** To be called where the pings begin. */
    private void learn(Cursor cursor) {
        if (formFrom == NONE || probe == null || cursor.gaveUp() || cursor.position() - formFrom > MAX_FORM) {
            return;
        }
        probe.form = new ReportForm(
                cursor.copy(formFrom, cursor.position()),
                seen | (1 << ReportFields.PINGS),
                interval,
                place,
                network,
                access,
                boot,
                software,
                power);
    }
}
