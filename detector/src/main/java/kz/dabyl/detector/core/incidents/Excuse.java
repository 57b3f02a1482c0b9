package kz.dabyl.detector.core.incidents;

import kz.dabyl.detector.core.rules.Family;
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

    /**
     * Targets fail abroad too.
     *
     * @param targets in one line, as {@link #targets} has it
     */
    record Everywhere(Family family, String targets) implements Excuse {

        public Everywhere(Signal signal) {
            this(signal.family(), Excuse.targets(signal));
        }
    }

    /**
     * Targets fail so many tenths of all who ask elsewhere.
     *
     * @param targets in one line, as {@link #targets} has it
     */
    record FailedShare(Family family, String targets, int tenths) implements Excuse {

        /** All of them. */
        public static final int TENTHS = 10;

        public FailedShare(Signal signal, int tenths) {
            this(signal.family(), Excuse.targets(signal), tenths);
        }
    }

    /** They are only ever compared, and their names may hold anything: nobody takes them apart again. */
    private static String targets(Signal signal) {
        return String.join(" ", signal.targets());
    }
}
