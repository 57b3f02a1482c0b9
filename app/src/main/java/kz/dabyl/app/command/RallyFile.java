package kz.dabyl.app.command;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import kz.dabyl.collector.calendar.ImportTerms;
import kz.dabyl.collector.calendar.RallyCalendar;
import kz.dabyl.model.Documents;
import kz.dabyl.model.Rally;

/** Rallies in a file: a JSON array, or a calendar (iCalendar). */
final class RallyFile {

    private static final String CALENDAR = "BEGIN:VCALENDAR";
    private static final Duration AHEAD = Duration.ofDays(366);

    private RallyFile() {}

    /**
     * The rallies of a file. What of a calendar became none is said on standard error.
     *
     * @throws BadInputException if it cannot be read or makes no sense
     */
    static List<Rally> read(String name, Terminal terminal, InstantSource clock) {
        return InputFile.parse(name, terminal, text -> parse(text, name, terminal, clock));
    }

    /** The rallies of a file's text. */
    static List<Rally> parse(String text, String name, Terminal terminal, InstantSource clock) {
        if (!text.stripLeading().regionMatches(true, 0, CALENDAR, 0, CALENDAR.length())) {
            return Documents.rallies(text);
        }
        var terms = new ImportTerms(
                ImportTerms.USUAL_RADIUS_METRES,
                ImportTerms.USUAL_ZONE,
                Instant.EPOCH,
                clock.instant().plus(AHEAD),
                () -> false);
        var found = RallyCalendar.read(text.stripLeading(), terms);
        found.skipped()
                .forEach(skipped ->
                        terminal.err().println(name + ": event '" + skipped.uid() + "' is skipped: " + skipped.why()));
        return found.items();
    }
}
