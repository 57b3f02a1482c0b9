package kz.dabyl.collector.adapter.ooni;

import java.util.Optional;
import kz.dabyl.model.PingError;

/**
 * What became of one page.
 *
 * @param stage where it was interfered with; {@link Stage#NONE} also where the page fails for OONI's control as well
 * @param error why the page did not come; empty if it came, even if a resolver lied on the way
 * @param throttled whether it began to come and then took too long
 */
record WebFinding(Stage stage, Optional<PingError> error, boolean throttled) {

    static final WebFinding REACHED = new WebFinding(Stage.NONE, Optional.empty(), false);

    static final WebFinding THROTTLED = new WebFinding(Stage.NONE, Optional.empty(), true);

    /** Reached, by an address that the control does not know. */
    static final WebFinding DETOUR = new WebFinding(Stage.DNS, Optional.empty(), false);

    static WebFinding stopped(Stage stage, PingError error) {
        return new WebFinding(stage, Optional.of(error), false);
    }

    /** Down for everybody. */
    static WebFinding down(PingError error) {
        return new WebFinding(Stage.NONE, Optional.of(error), false);
    }
}
