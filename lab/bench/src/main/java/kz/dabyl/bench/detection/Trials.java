package kz.dabyl.bench.detection;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import kz.dabyl.simulator.Scenario;

/** Runs trials, several at a time if wished, and gives them in the order in which they were asked for. */
final class Trials {

    private static final double NANOS = 1e9;

    private final int threads;
    private final PrintStream progress;

    /** A scenario and the seed to run it with. */
    record Wanted(Scenario scenario, long seed) {}

    Trials(int threads, PrintStream progress) {
        this.threads = threads;
        this.progress = progress;
    }

    List<Trial> run(String what, List<Wanted> wanted) {
        var done = new AtomicInteger();
        var pool = Executors.newFixedThreadPool(threads);
        try {
            var tasks = wanted.stream()
                    .map(one -> (Callable<Trial>) () -> {
                        var start = System.nanoTime();
                        var trial = trial(one);
                        progress.printf(
                                Locale.ROOT,
                                "%s %d/%d: %s seed %d, %.1f s%n",
                                what,
                                done.incrementAndGet(),
                                wanted.size(),
                                trial.scenario(),
                                one.seed,
                                (System.nanoTime() - start) / NANOS);
                        return trial;
                    })
                    .toList();
            return results(pool.invokeAll(tasks));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("was interrupted", e);
        } finally {
            pool.shutdownNow();
        }
    }

    private static Trial trial(Wanted one) {
        try {
            return Trial.of(one.scenario, one.seed);
        } catch (RuntimeException e) {
            throw new IllegalStateException(one.scenario.name() + " seed " + one.seed + " failed: " + e, e);
        }
    }

    private static List<Trial> results(List<Future<Trial>> futures) throws InterruptedException {
        var trials = new ArrayList<Trial>();
        for (var future : futures) {
            try {
                trials.add(future.get());
            } catch (ExecutionException e) {
                throw e.getCause() instanceof IllegalStateException known ? known : new IllegalStateException(e);
            }
        }
        return trials;
    }
}
