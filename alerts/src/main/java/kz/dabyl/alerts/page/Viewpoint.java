package kz.dabyl.alerts.page;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import kz.dabyl.alerts.cells.CellBoard;
import kz.dabyl.alerts.cells.Cells;
import kz.dabyl.alerts.incidents.IncidentBook;
import kz.dabyl.alerts.incidents.IncidentQuery;
import kz.dabyl.alerts.incidents.Revision;
import kz.dabyl.model.Incident;

/**
 * From where the page looks at what is known. Thread-safe.
 *
 * @param clock wall time
 * @param logIsNow whether the log lives in wall time
 */
public record Viewpoint(IncidentBook book, CellBoard board, InstantSource clock, boolean logIsNow) {

    private static final int MOST_OPEN = 40;
    private static final int MOST_OVER = 20;
    private static final int MOST_LISTED = 1_000;
    private static final Duration LATELY = Duration.ofDays(7);

    /** Names what can be seen now: two that are equal show the same. */
    record Version(long incidents, long cells, boolean stale) {}

    Version version() {
        var cells = board.now();
        return new Version(book.nextOffset(), cells.version(), isStale(cells));
    }

    private boolean isStale(Cells cells) {
        return cells.stale(clock.millis(), logIsNow);
    }

    Picture picture() {
        var cells = board.now();
        var open = find(Incident.State.OPEN, OptionalLong.empty());
        var since = cells.until().isPresent() ? cells.until().getAsLong() : clock.millis();
        var over = new ArrayList<Revision>();
        over.addAll(find(Incident.State.CLOSED, OptionalLong.of(since - LATELY.toMillis())));
        over.addAll(find(Incident.State.RETRACTED, OptionalLong.of(since - LATELY.toMillis())));
        return Picture.of(
                cells,
                isStale(cells),
                open.stream().map(Revision::incident).toList(),
                open.stream().limit(MOST_OPEN).map(this::one).toList(),
                over.stream()
                        .sorted(Comparator.comparingLong((Revision revision) ->
                                        revision.incident().detected())
                                .reversed())
                        .limit(MOST_OVER)
                        .map(this::one)
                        .toList());
    }

    /** All that is known of one incident. */
    Optional<Case> incident(String id) {
        var revisions = book.revisions(id);
        return revisions.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new Case(revisions.stream().map(Revision::incident).toList()));
    }

    private List<Revision> find(Incident.State state, OptionalLong from) {
        return book.find(new IncidentQuery(
                        Optional.of(state),
                        Optional.empty(),
                        Optional.empty(),
                        from,
                        OptionalLong.empty(),
                        MOST_LISTED,
                        Optional.empty()))
                .items();
    }

    private Case one(Revision latest) {
        return incident(latest.incident().id()).orElseGet(() -> new Case(List.of(latest.incident())));
    }
}
