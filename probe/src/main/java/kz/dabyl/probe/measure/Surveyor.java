package kz.dabyl.probe.measure;

import java.time.Duration;
import java.util.List;
import kz.dabyl.model.Ping;

/** Measures targets. */
public interface Surveyor {

    /**
     * What came of each target, in their order. One that could not be begun within {@code budget} is left out, one that
     * did not end is a timeout.
     */
    List<Ping> survey(List<Turn> turns, Duration budget) throws InterruptedException;
}
