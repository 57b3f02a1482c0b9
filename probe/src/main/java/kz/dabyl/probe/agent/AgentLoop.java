package kz.dabyl.probe.agent;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import kz.dabyl.probe.deliver.Clocks;

/**
 * Lets an agent work in one thread, and other threads ask it to sign off: whatever it is doing then is broken off.
 * Thread-safe but for {@link #run}.
 */
public final class AgentLoop {

    private static final Duration FAREWELL = Duration.ofSeconds(2);

    private final Agent agent;
    private final Clocks clocks;
    private final Thread worker;
    private final LinkedBlockingQueue<Wish> wishes = new LinkedBlockingQueue<>();

    /** What another thread wants, and what came of it. */
    private record Wish(boolean last, AtomicBoolean delivered, CountDownLatch done) {}

    /** @param worker the thread that will run it */
    public AgentLoop(Agent agent, Clocks clocks, Thread worker) {
        this.agent = agent;
        this.clocks = clocks;
        this.worker = worker;
    }

    /** Works until somebody asks it to end. */
    public void run() throws IOException, InterruptedException, ShutOutException {
        try {
            work();
        } catch (IOException | RuntimeException | Error e) {
            // A probe that just ended would be missed, and taken for cut off.
            // By a fault of ours, or for want of threads, many end together.
            farewell(e);
            throw e;
        }
    }

    private void farewell(Throwable reason) {
        var delivered = false;
        try {
            delivered = agent.lastGoodbye(FAREWELL);
        } catch (IOException | ShutOutException | RuntimeException | Error e) {
            // What ended it is told, not what came of that.
            reason.addSuppressed(e);
        }
        // Who has asked for a goodbye just now need not wait for it.
        for (var wish = wishes.poll(); wish != null; wish = wishes.poll()) {
            wish.delivered().set(delivered);
            wish.done().countDown();
        }
    }

    private void work() throws IOException, InterruptedException, ShutOutException {
        for (var wish = next(); ; wish = next()) {
            wish.delivered().set(agent.goodbye(FAREWELL));
            wish.done().countDown();
            if (wish.last()) {
                return;
            }
        }
    }

    /** Works until somebody wants something. */
    private Wish next() throws IOException, InterruptedException, ShutOutException {
        while (true) {
            try {
                var pause = agent.step() - clocks.steady();
                var wish = wishes.poll(Math.max(0, pause), TimeUnit.MILLISECONDS);
                if (wish != null) {
                    return wish;
                }
            } catch (InterruptedException e) {
                var wish = wishes.poll();
                if (wish != null) {
                    return wish;
                }
                // It came late, after its wish had been granted.
            }
        }
    }

    /**
     * Has the agent sign off.
     *
     * @param last whether it ends then
     * @return whether a collector knows
     */
    public boolean signOff(boolean last, Duration patience) throws InterruptedException {
        var wish = new Wish(last, new AtomicBoolean(), new CountDownLatch(1));
        wishes.add(wish);
        worker.interrupt();
        return wish.done().await(patience.toMillis(), TimeUnit.MILLISECONDS)
                && wish.delivered().get();
    }
}
