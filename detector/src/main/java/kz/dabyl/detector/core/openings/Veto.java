package kz.dabyl.detector.core.openings;

import java.util.Map;
import kz.dabyl.detector.core.incidents.Excuse;

/**
 * What whoever may speak against an incident says of a scope. It writes nothing down itself: whoever asked does, so that it
 * is seen who is asked before whom.
 *
 * @param holds whether nothing may open there
 * @param seen what it saw that excuses others for a while, see {@code Excuses}
 */
record Veto(boolean holds, Map<Excuse, Long> seen) {

    static final Veto HOLDS = new Veto(true, Map.of());
    static final Veto NONE = new Veto(false, Map.of());

    Veto {
        seen = Map.copyOf(seen);
    }

    static Veto of(boolean holds) {
        return holds ? HOLDS : NONE;
    }
}
