package kz.dabyl.alerts.channels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Context;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import kz.dabyl.alerts.fakes.Receiver;
import kz.dabyl.alerts.faults.Fault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MailQueueTest {

    private final Vertx vertx = Vertx.vertx();
    private final Context context = vertx.getOrCreateContext();
    private final List<String> begun = new CopyOnWriteArrayList<>();
    private final Map<String, Promise<Outcome>> tries = new ConcurrentHashMap<>();
    private MailQueue queue = new MailQueue(vertx, Duration.ofHours(1));

    @AfterEach
    void close() {
        Receiver.await(vertx.close());
    }

    @Test
    void beginsFourAndAnotherWhenOneIsOver() {
        add("a1", "b1", "c1", "d1", "e1");
        assertThat(begun).containsExactly("a1", "b1", "c1", "d1");

        end("c1", Outcome.delivered(250));

        assertThat(begun).endsWith("e1");
    }

    @Test
    void givesNobodyASecondPlaceWhileOthersHaveNone() {
        add("a1", "a2", "a3", "a4", "a5", "b1");

        end("a1", Outcome.delivered(250));

        assertThat(begun).containsExactly("a1", "a2", "a3", "a4", "b1");
    }

    @Test
    void letsThoseGoFirstWhoseLastTryCameToSomething() {
        add("f1");
        end("f1", Outcome.failed(Fault.UNRESOLVED));
        add("a1", "b1", "c1", "d1", "f2", "e1");

        end("a1", Outcome.delivered(250));
        assertThat(begun).endsWith("e1");
        end("b1", Outcome.delivered(250));

        assertThat(begun).endsWith("f2");
    }

    @Test
    void givesOneOfFourTurnsToThoseWhoComeToNothing() {
        add("f1");
        end("f1", Outcome.failed(Fault.UNRESOLVED));
        add("a1", "b1", "c1", "d1", "f2", "e1", "g1", "h1", "i1");

        for (var over : List.of("a1", "b1", "c1")) {
            end(over, Outcome.delivered(250));
        }

        assertThat(begun).endsWith("e1", "g1", "f2");
    }

    @Test
    void letsOthersBeginBesideWhatTakesLong() {
        queue = new MailQueue(vertx, Duration.ofMillis(1));

        add("a1", "b1", "c1", "d1", "e1");

        await().untilAsserted(() -> assertThat(begun).endsWith("e1"));
    }

    @Test
    void beginsNoMoreThanTheServerIsThoughtToTake() {
        queue = new MailQueue(vertx, Duration.ofMillis(1));
        for (var i = 0; i < MailQueue.CONNECTIONS + 5; i++) {
            add((char) ('A' + i) + "1");
        }
        await().untilAsserted(() -> assertThat(begun).hasSize(MailQueue.CONNECTIONS));

        end("A1", Outcome.failed(Fault.UNRESOLVED));

        await().untilAsserted(() -> assertThat(begun).hasSize(MailQueue.CONNECTIONS + 1));
    }

    @Test
    void keepsPlacesForOthersThanThoseWhoComeToNothing() {
        queue = new MailQueue(vertx, Duration.ofMillis(1));
        var dead = IntStream.range(0, MailQueue.FAILING + 3)
                .mapToObj(i -> String.valueOf((char) ('A' + i)))
                .toList();
        for (var one : dead) {
            add(one + "1");
            end(one + "1", Outcome.failed(Fault.UNRESOLVED));
        }
        dead.forEach(one -> add(one + "2"));
        await().untilAsserted(() -> assertThat(begun).hasSize(dead.size() + MailQueue.FAILING));

        add("a1", "b1", "c1", "d1");
        assertThat(begun).endsWith("a1", "b1", "c1", "d1");

        end("A2", Outcome.failed(Fault.UNRESOLVED));
        await().untilAsserted(() -> assertThat(begun).hasSize(dead.size() + MailQueue.FAILING + 5));
    }

    /** Tries by the letter of who is to get them and a number. */
    private void add(String... names) {
        run(() -> {
            for (var name : names) {
                queue.add(name.substring(0, 1), () -> {
                    begun.add(name);
                    return tries.computeIfAbsent(name, n -> Promise.promise()).future();
                });
            }
        });
    }

    private void end(String name, Outcome outcome) {
        run(() -> tries.getOrDefault(name, Promise.promise()).complete(outcome));
    }

    private void run(Runnable task) {
        var done = Promise.<Void>promise();
        context.runOnContext(v -> {
            task.run();
            done.complete();
        });
        Receiver.await(done.future());
    }
}
