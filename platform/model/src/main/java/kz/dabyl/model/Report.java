package kz.dabyl.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One round of measurements by one probe, and its promise when the next will come.
 *
 * @param probe pseudonym, {@code [A-Za-z0-9_-]{1,64}}
 * @param seq grows by one with every report that the probe makes; with the probe it names the report
 * @param at when it was measured, epoch milliseconds of the probe's clock
 * @param intervalSeconds the promise: 1 to 3600, {@link #GOODBYE} or {@link #NO_PROMISE}
 * @param place H3 index of resolution 5 to 8 or ISO 3166 code
 * @param network {@code MCC-MNC} or {@code AS…}
 * @param boot random per start of the probe
 * @param software {@code name/version}
 * @param pings 0 to 32 results
 */
public record Report(
        String probe,
        long seq,
        long at,
        int intervalSeconds,
        String place,
        String network,
        Access access,
        @Nullable String boot,
        @Nullable String software,
        @Nullable Power power,
        List<Ping> pings) {

    /** The probe signs off: its silence means nothing. */
    public static final int GOODBYE = 0;

    /** A source that never says when it will speak next. */
    public static final int NO_PROMISE = -1;

    private static final long OLDEST_MILLIS = 7 * 86_400_000L;
    private static final long NEWEST_MILLIS = 300_000L;

    public Report {
        pings = List.copyOf(pings);
    }

    public Cell cell() {
        return new Cell(place, network, access);
    }

    /** Whether {@code at} is so far from {@code received} that the probe's clock cannot be believed. */
    public boolean misdated(long received) {
        return misdated(at, received);
    }

    static boolean misdated(long at, long received) {
        return at < received - OLDEST_MILLIS || at > received + NEWEST_MILLIS;
    }

    /** This report, or if it is {@link #misdated} the same one measured when it was received. */
    public Report datedFor(long received) {
        return misdated(received) ? with(seq, received, pings) : this;
    }

    /** Another one of the same probe, which says the same of itself. */
    public Report with(long seq, long at, List<Ping> results) {
        return new Report(probe, seq, at, intervalSeconds, place, network, access, boot, software, power, results);
    }
}
