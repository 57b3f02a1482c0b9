package kz.dabyl.collector.gateway;

import java.util.ArrayList;
import java.util.List;
import kz.dabyl.model.InvalidInputException;
import kz.dabyl.runtime.http.Problem;

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

    /** The first of them; the last one of these tells how many more there are. */
    public List<Problem.Fault> listed() {
        var more = rejected - listed.size();
        if (more == 0 || listed.isEmpty()) {
            return List.copyOf(listed);
        }
        var told = new ArrayList<>(listed);
        var last = told.remove(told.size() - 1);
        told.add(new Problem.Fault(
                last.line(), last.pointer(), last.detail() + "; " + more + " more are rejected and not listed"));
        return List.copyOf(told);
    }

    public int rejected() {
        return rejected;
    }
}
