package kz.dabyl.probe.measure;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import kz.dabyl.model.targets.TargetList;

/**
 * Names that are being resolved, in threads of their own: a system's resolver cannot be interrupted and may hang for longer
 * than any budget. Nobody waits longer for a name than its limit, and a name that hangs is not asked for again until it no
 * longer does. So there are never more threads than names, and those that hang take none from the others. Thread-safe.
 */
final class LookUps implements AutoCloseable {

    private static final long STACK_BYTES = 192 * 1024;

    /** Of a list that is replaced while all its names hang, too. */
    private static final int MOST = 2 * TargetList.MOST;

    private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|.*:.*");

    private final Resolver resolver;
    private final ConcurrentHashMap<String, LookUp> underWay = new ConcurrentHashMap<>();
    private final ThreadPoolExecutor threads =
            new ThreadPoolExecutor(0, MOST, 5, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
                var thread = new Thread(null, task, "resolving", STACK_BYTES);
                thread.setDaemon(true);
                return thread;
            });

    /**
     * What came of a name.
     *
     * @param millis that the resolver took
     */
    record Found(InetAddress address, double millis) {}

    /** A name under way, and until when somebody waits for it. */
    private record LookUp(FutureTask<Found> task, long deadline) {

        boolean over() {
            return task.isDone() && System.nanoTime() > deadline;
        }
    }

    LookUps(Resolver resolver) {
        this.resolver = resolver;
    }

    /** Asks for a name whose address will be wanted soon, unless it is being asked for already. */
    void begin(String host, Duration limit) {
        if (!ADDRESS.matcher(host).matches()) {
            underWay.compute(host, (name, known) -> known == null || known.over() ? asked(name, limit) : known);
        }
    }

    private LookUp asked(String host, Duration limit) {
        var task = new FutureTask<>(() -> resolved(host));
        try {
            threads.execute(task);
        } catch (RejectedExecutionException e) {
            // As many names hang as there may be: nobody would answer for this one either.
            task.cancel(false);
        }
        return new LookUp(task, System.nanoTime() + limit.toNanos());
    }

    private Found resolved(String host) throws UnknownHostException {
        var begun = System.nanoTime();
        var address = resolver.resolve(host);
        return new Found(address, (System.nanoTime() - begun) / 1e6);
    }

    /**
     * The address of a name.
     *
     * @param limit how long it may take, unless it was begun before with another
     * @throws UnknownHostException if it has none, or none came in time
     */
    Found find(String host, Duration limit) throws UnknownHostException, InterruptedException {
        if (ADDRESS.matcher(host).matches()) {
            return resolved(host);
        }
        begin(host, limit);
        var lookUp = underWay.get(host);
        if (lookUp == null) {
            // Another target of that name has just had the answer.
            return find(host, limit);
        }
        try {
            var found = lookUp.task().get(lookUp.deadline() - System.nanoTime(), TimeUnit.NANOSECONDS);
            underWay.remove(host, lookUp);
            return found;
        } catch (TimeoutException e) {
            throw new UnknownHostException(host + " hangs");
        } catch (ExecutionException e) {
            underWay.remove(host, lookUp);
            throw unknown(host, e);
        } catch (CancellationException e) {
            underWay.remove(host, lookUp);
            throw new UnknownHostException(host + " was not asked for");
        }
    }

    private static UnknownHostException unknown(String host, ExecutionException failure) {
        if (failure.getCause() instanceof UnknownHostException unknown) {
            return unknown;
        }
        throw new IllegalStateException(host + " failed otherwise than by its name", failure);
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
