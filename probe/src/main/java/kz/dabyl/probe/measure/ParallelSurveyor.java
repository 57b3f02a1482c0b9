package kz.dabyl.probe.measure;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import kz.dabyl.model.Ping;
import kz.dabyl.model.PingError;
import kz.dabyl.model.targets.Target;

/**
 * Measures several targets at a time, in a few threads with small stacks. Names are asked for all at once, when the round
 * begins, so that a resolver which hangs takes from it what one name may take and no more. Used by one thread.
 */
public final class ParallelSurveyor implements Surveyor, AutoCloseable {

    private static final int THREADS = 6;
    private static final long STACK_BYTES = 192 * 1024;

    private final Checker checker;
    private final ThreadPoolExecutor threads;

    /** One target under way. */
    private record Errand(Target target, AtomicBoolean begun, Future<Ping> ping) {}

    public ParallelSurveyor(Checker checker) {
        this.checker = checker;
        threads = new ThreadPoolExecutor(THREADS, THREADS, 5, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
            var thread = new Thread(null, task, "measuring", STACK_BYTES);
            thread.setDaemon(true);
            return thread;
        });
        threads.allowCoreThreadTimeOut(true);
    }

    @Override
    public List<Ping> survey(List<Turn> turns, Duration budget) throws InterruptedException {
        var deadline = System.nanoTime() + budget.toNanos();
        turns.forEach(turn -> checker.foresee(turn.target(), budget));
        var errands = turns.stream().map(this::send).toList();
        try {
            var pings = new ArrayList<Ping>(errands.size());
            for (var errand : errands) {
                collect(errand, deadline, pings);
            }
            return pings;
        } finally {
            errands.forEach(errand -> errand.ping().cancel(true));
            threads.purge();
        }
    }

    private Errand send(Turn turn) {
        var begun = new AtomicBoolean();
        var ping = new FutureTask<>(() -> {
            begun.set(true);
            return checker.check(turn.target(), turn.timed());
        });
        threads.execute(ping);
        return new Errand(turn.target(), begun, ping);
    }

    private static void collect(Errand errand, long deadline, List<Ping> pings) throws InterruptedException {
        try {
            var left = Math.max(0, deadline - System.nanoTime());
            pings.add(errand.ping().get(left, TimeUnit.NANOSECONDS));
        } catch (TimeoutException e) {
            if (errand.begun().get()) {
                pings.add(Ping.failed(errand.target().name(), PingError.TIMEOUT));
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof InterruptedException) {
                throw new InterruptedException("called off");
            }
            throw new IllegalStateException("a check failed otherwise than by its target", e.getCause());
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        checker.close();
    }
}
