package kz.dabyl.alerts.fakes;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import kz.dabyl.alerts.delivery.DocumentLog;
import org.jspecify.annotations.Nullable;

/** Compacted topics in memory. Can refuse writes for a while, let them wait, or die and take nothing more for ever. */
public final class FakeLog implements DocumentLog {

    /** One write that was taken. */
    public record Write(String topic, String key, @Nullable String document) {}

    private record Unanswered(Write write, Runnable acknowledgement) {}

    private final Map<String, Map<String, String>> topics = new ConcurrentHashMap<>();
    private final List<Write> writes = new CopyOnWriteArrayList<>();
    private final AtomicInteger refusals = new AtomicInteger();
    private final AtomicInteger writesToLive = new AtomicInteger(Integer.MAX_VALUE);
    private final Queue<Unanswered> waiting = new ConcurrentLinkedQueue<>();
    private volatile boolean slow;

    @Override
    public Future<Void> append(String topic, String key, @Nullable String document) {
        if (writesToLive.getAndUpdate(left -> Math.max(0, left - 1)) == 0) {
            return Promise.<Void>promise().future();
        }
        if (refusals.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            return Future.failedFuture("the broker is away");
        }
        var write = new Write(topic, key, document);
        writes.add(write);
        var documents = contents(topic);
        if (document == null) {
            documents.remove(key);
        } else {
            documents.put(key, document);
        }
        if (!slow) {
            return Future.succeededFuture();
        }
        var acknowledged = Promise.<Void>promise();
        var writer = Vertx.currentContext();
        waiting.add(new Unanswered(write, () -> writer.runOnContext(v -> acknowledged.complete())));
        return acknowledged.future();
    }

    /** Acknowledges nothing from now on but by {@link #acknowledge}. */
    public void slow() {
        slow = true;
    }

    /** Acknowledges what it has taken. */
    public void acknowledge() {
        acknowledge(write -> true);
    }

    /** Acknowledges some of what it has taken. */
    public void acknowledge(Predicate<Write> which) {
        for (var one : List.copyOf(waiting)) {
            if (which.test(one.write) && waiting.remove(one)) {
                one.acknowledgement.run();
            }
        }
    }

    /** The newest documents of a topic. */
    public Map<String, String> contents(String topic) {
        return topics.computeIfAbsent(topic, t -> new ConcurrentHashMap<>());
    }

    public List<Write> writes() {
        return writes;
    }

    /** Refuses the next writes. */
    public void refuse(int count) {
        refusals.set(count);
    }

    /** As if the process was killed: what is written from now on is never acknowledged. */
    public void die() {
        dieAfter(0);
    }

    /** As {@link #die}, after so many more writes. */
    public void dieAfter(int count) {
        writesToLive.set(count);
    }

    /** Whether it is dead. */
    public boolean dead() {
        return writesToLive.get() == 0;
    }

    /** What a process finds that starts after this one died. */
    public FakeLog survivor() {
        var survivor = new FakeLog();
        topics.forEach((topic, documents) -> survivor.contents(topic).putAll(documents));
        return survivor;
    }
}
