package kz.dabyl.collector.gateway;

import java.util.ArrayList;
import java.util.List;
import kz.dabyl.model.InvalidInputException;
import kz.dabyl.runtime.Problem;

/** What was wrong with a body, of which so much is listed that the answer stays small. Not thread-safe. */
public final class Faults {

    public static final int MAX_LISTED = 1_000;

    /** Of the answer, about: what is small on the wire must not come back many times its size. */
    static final int MAX_BYTES = 64 * 1024;

    /** What JSON adds to each. */
    private static final int FRAME_BYTES = 40;

    private final List<Problem.Fault> listed = new ArrayList<>();
    private int bytes;
    private int rejected;

    /** @param line line, series or element, from 1 */
    public void add(int line, String pointer, String detail) {
        rejected++;
        bytes += FRAME_BYTES + pointer.length() + detail.length();
        if (listed.size() < MAX_LISTED && bytes <= MAX_BYTES) {
            listed.add(new Problem.Fault(line, pointer, detail));
        }
    }

    public void add(int line, InvalidInputException cause) {
        add(line, cause.pointer(), cause.detail());
    }

    public List<Problem.Fault> listed() {
        return List.copyOf(listed);
    }

    public int rejected() {
        return rejected;
    }
}
