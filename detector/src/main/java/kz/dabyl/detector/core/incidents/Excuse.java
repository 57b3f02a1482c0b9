package kz.dabyl.detector.core.incidents;

import kz.dabyl.detector.core.scopes.Signal;
import kz.dabyl.model.Cell;

/** What explains for a while that something seems to begin, see {@link Excuses}. */
public sealed interface Excuse {

    /** Most of a country is silent at once. */
    record Wide(String country) implements Excuse {}

    /** Hardly anybody of a country was heard after the hop that is kept of it: not the hop in which that was seen. */
    record Fell(String country) implements Excuse {}

    /** The fixed lines of a cell have no current. */
    record WithoutMains(Cell cell) implements Excuse {}

    /** Nobody is heard at all, of a country or of its witnesses. */
    record Deaf(String country) implements Excuse {}

    /** Targets fail abroad too. */
    record Everywhere(Signal signal) implements Excuse {}

    /** Targets fail so many tenths of all who ask elsewhere. */
    record FailedShare(Signal signal, int tenths) implements Excuse {}
}
