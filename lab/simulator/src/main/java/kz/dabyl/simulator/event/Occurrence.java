package kz.dabyl.simulator.event;

/**
 * What all events have: their word, when and where.
 *
 * @param word the kind as scenario files and the truth's confounders call it
 * @param salt what chance draws by for this event
 */
public record Occurrence(String word, long salt, Span span, Scope scope) {

    /** Whether it is under way in the cell of {@code moment}. */
    public boolean holds(Moment moment) {
        return span.contains(moment.time()) && scope.covers(moment.cell());
    }
}
