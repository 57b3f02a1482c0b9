package kz.dabyl.probe.deliver;

import java.util.List;

/** What became of reports that were sent. */
public sealed interface Outcome {

    /** Reports that need no more care: taken, or such as no collector will ever take. */
    List<Long> done();

    /**
     * An answer was had for all of them.
     *
     * @param refused why some were not taken, may be empty
     */
    record Taken(List<Long> done, List<String> refused) implements Outcome {}

    /** Not all of them could be brought to anybody now. */
    record Later(List<Long> done) implements Outcome {}

    /** The collector does not want this probe at all. */
    record ShutOut(List<Long> done, int status) implements Outcome {}
}
