package kz.dabyl.collector.calendar;

import biweekly.ICalendar;
import biweekly.io.ParseContext;
import biweekly.io.text.ICalReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import kz.dabyl.model.InvalidInputException;
import org.jspecify.annotations.Nullable;

/**
 * Reads the text of calendars, within bounds: whatever is sent, it takes time and memory in proportion to its length. Times
 * stay as they are written, since a zone in a calendar can be made to calculate for ever.
 */
final class CalendarText {

    /** Of a file. A year of rallies in a large country has fewer. */
    static final int MOST_EVENTS = 2_000;

    private static final int MOST_LETTERS = 1 << 20;

    /** Of components in each other; alarms in events in calendars make three. */
    private static final int DEEPEST = 8;

    private static final int MOST_COMPONENTS = 4 * MOST_EVENTS;
    private static final Pattern FOLD = Pattern.compile("\r?\n[ \t]");
    private static final Pattern LINE_END = Pattern.compile("\r\n|\n|\r");

    private CalendarText() {}

    /** @throws InvalidInputException if it is no calendar, or beyond the bounds */
    static List<ICalendar> read(String text) {
        if (text.length() > MOST_LETTERS) {
            throw new InvalidInputException("", "expected at most " + MOST_LETTERS + " characters");
        }
        var unfolded = FOLD.matcher(text.startsWith("\ufeff") ? text.substring(1) : text)
                .replaceAll("");
        bound(unfolded);
        var calendars = new ArrayList<ICalendar>();
        try (var reader = new AsWritten(unfolded)) {
            for (var calendar = reader.next(); calendar != null; calendar = reader.next()) {
                calendars.add(calendar);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot fail", e);
        }
        if (calendars.isEmpty()) {
            throw new InvalidInputException("", "expected a calendar: BEGIN:VCALENDAR … END:VCALENDAR");
        }
        return calendars;
    }

    private static void bound(String unfolded) {
        var depth = 0;
        var components = 0;
        for (var line : LINE_END.split(unfolded, -1)) {
            if (line.regionMatches(true, 0, "BEGIN:", 0, 6)) {
                depth++;
                components++;
            } else if (line.regionMatches(true, 0, "END:", 0, 4)) {
                depth--;
            }
            if (depth > DEEPEST || components > MOST_COMPONENTS) {
                throw new InvalidInputException(
                        "",
                        "expected at most " + MOST_COMPONENTS + " components, at most " + DEEPEST + " in each other");
            }
        }
    }

    /** A reader that leaves zones alone. */
    private static final class AsWritten extends ICalReader {

        AsWritten(String text) {
            super(text);
        }

        @Nullable
        ICalendar next() throws IOException {
            warnings.clear();
            context = new ParseContext();
            return _readNext();
        }
    }
}
