package kz.dabyl.app.backtest.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import kz.dabyl.app.backtest.Progress;
import kz.dabyl.model.InvalidInputException;
import kz.dabyl.runtime.http.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One back-test, from its order to its report. It ends once: done, failed or cancelled; what it holds is given back then.
 * Thread-safe.
 */
final class Job implements Progress {

    private static final Logger LOG = LoggerFactory.getLogger(Job.class);

    private static final int MOST_NOTES = 20;

    /** How far a job is. */
    enum State {
        RUNNING,
        DONE,
        FAILED,
        CANCELLED;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * How a job stands.
     *
     * @param progress 0 to 1; never falls
     * @param notes what whoever waits should know, in the order in which it was said
     */
    record Standing(
            State state, double progress, List<String> notes, Optional<Problem> problem, Optional<JsonNode> report) {

        Standing {
            notes = List.copyOf(notes);
        }

        boolean over() {
            return state != State.RUNNING;
        }
    }

    private final String id;
    private final Order order;
    private final Task task;
    private boolean begun;
    private Standing standing = new Standing(State.RUNNING, 0, List.of(), Optional.empty(), Optional.empty());

    Job(String id, Order order, Task task) {
        this.id = id;
        this.order = order;
        this.task = task;
    }

    String id() {
        return id;
    }

    Order order() {
        return order;
    }

    synchronized Standing standing() {
        return standing;
    }

    /** Whether nobody has begun with it, and somebody may. */
    synchronized boolean waits() {
        return !begun && !standing.over();
    }

    /** Runs it on this thread, unless it was cancelled before. */
    void run() {
        if (!begin()) {
            return;
        }
        try (task) {
            end(State.DONE, Optional.empty(), Optional.of(task.run(this)));
        } catch (CancellationException e) {
            LOG.debug("back-test {} was cancelled", id);
        } catch (InvalidInputException e) {
            end(State.FAILED, Optional.of(malformed(e)), Optional.empty());
        } catch (IOException e) {
            LOG.warn("back-test {} failed: {}", id, e.toString());
            var detail = String.valueOf(e.getMessage());
            end(State.FAILED, Optional.of(problem(detail)), Optional.empty());
        } catch (RuntimeException e) {
            LOG.error("back-test {} failed", id, e);
            end(State.FAILED, Optional.of(Problem.internal()), Optional.empty());
        }
    }

    /** The reader of recordings names the line at the start of its pointer: {@code line 3 /report/seq}. */
    private static Problem malformed(InvalidInputException e) {
        var words = e.pointer().split(" ", 3);
        var inLine = words.length > 1 && words[0].equals("line");
        var fault = inLine
                ? new Problem.Fault(Integer.parseInt(words[1]), words.length > 2 ? words[2] : "", e.detail())
                : new Problem.Fault(1, e.pointer(), e.detail());
        return new Problem(400, "malformed-recording", "The recording cannot be used", e.detail(), List.of(fault));
    }

    private static Problem problem(String detail) {
        return Problem.of(500, "backtest-failed", "The back-test could not be made", detail);
    }

    private synchronized boolean begin() {
        if (!waits()) {
            return false;
        }
        begun = true;
        return true;
    }

    private synchronized void end(State state, Optional<Problem> problem, Optional<JsonNode> report) {
        if (!standing.over()) {
            var progress = state == State.DONE ? 1 : standing.progress;
            standing = new Standing(state, progress, standing.notes, problem, report);
        }
    }

    /** Ends it at once, if it is not over; its thread finds out with the next hop. */
    void cancel() {
        boolean unused;
        synchronized (this) {
            unused = waits();
            end(State.CANCELLED, Optional.empty(), Optional.empty());
        }
        if (unused) {
            task.close();
        }
    }

    @Override
    public synchronized void at(String what, double share) {
        if (standing.over()) {
            throw new CancellationException();
        }
        if (share > standing.progress) {
            standing = standing(Math.min(1, share), standing.notes);
        }
    }

    private static Standing standing(double progress, List<String> notes) {
        return new Standing(State.RUNNING, progress, notes, Optional.empty(), Optional.empty());
    }

    @Override
    public void say(String what) {
        LOG.info("back-test {}: {}", id, what);
        synchronized (this) {
            if (!standing.over() && standing.notes.size() < MOST_NOTES) {
                standing = standing(
                        standing.progress,
                        Stream.concat(standing.notes.stream(), Stream.of(what)).toList());
            }
        }
    }
}
