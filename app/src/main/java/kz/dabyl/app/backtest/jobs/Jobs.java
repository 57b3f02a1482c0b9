package kz.dabyl.app.backtest.jobs;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * The back-tests of a service: so many wait, one runs at a time as its executor has it, and the latest are remembered.
 * Thread-safe.
 */
final class Jobs {

    /** Whoever comes when so many wait is asked to come again. */
    static final int MOST_WAITING = 5;

    /** Of those that are over. */
    static final int REMEMBERED = 20;

    private final Executor executor;
    private final Supplier<String> ids;
    private final Map<String, Job> jobs = new LinkedHashMap<>();
    private boolean closed;

    /**
     * @param executor runs one at a time, in their order
     * @param ids a new one each time
     */
    Jobs(Executor executor, Supplier<String> ids) {
        this.executor = executor;
        this.ids = ids;
    }

    /** Takes a task, which it closes in any case; empty if too many wait. */
    Optional<Job> submit(Order order, Task task) {
        var job = new Job(ids.get(), order, task);
        if (!add(job)) {
            job.cancel();
            return Optional.empty();
        }
        executor.execute(job::run);
        return Optional.of(job);
    }

    private synchronized boolean add(Job job) {
        if (full()) {
            return false;
        }
        jobs.put(job.id(), job);
        var over = jobs.values().stream().filter(j -> j.standing().over()).toList();
        for (var oldest : over.subList(0, Math.max(0, over.size() - REMEMBERED))) {
            jobs.remove(oldest.id());
        }
        return true;
    }

    /** Whether no more are taken now. */
    synchronized boolean full() {
        return closed || jobs.values().stream().filter(Job::waits).count() >= MOST_WAITING;
    }

    /** All that are remembered, the newest first. */
    synchronized List<Job> all() {
        var all = new ArrayList<>(jobs.values());
        Collections.reverse(all);
        return all;
    }

    synchronized Optional<Job> find(String id) {
        return Optional.ofNullable(jobs.get(id));
    }

    /** How many are to be run before this one, with the one that runs. */
    synchronized int ahead(Job job) {
        var ahead = 0;
        for (var other : jobs.values()) {
            if (other.equals(job)) {
                break;
            }
            ahead += other.standing().over() ? 0 : 1;
        }
        return job.standing().over() ? 0 : ahead;
    }

    /** Cancels a job and forgets it; false if there is none. */
    boolean forget(String id) {
        Job job;
        synchronized (this) {
            job = jobs.remove(id);
        }
        if (job != null) {
            job.cancel();
        }
        return job != null;
    }

    /** Cancels all and takes no more. */
    void close() {
        List<Job> left;
        synchronized (this) {
            closed = true;
            left = List.copyOf(jobs.values());
        }
        left.forEach(Job::cancel);
    }
}
