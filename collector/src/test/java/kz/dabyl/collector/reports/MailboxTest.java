package kz.dabyl.collector.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(VertxExtension.class)
class MailboxTest {

    @Test
    void runsWhatManyThreadsBringOnOneEventLoop(Vertx vertx) throws Exception {
        var mailbox = new Mailbox(vertx.getOrCreateContext());
        var run = new AtomicInteger();
        Set<String> on = ConcurrentHashMap.newKeySet();

        var threads = new ArrayList<Thread>();
        for (var i = 0; i < 4; i++) {
            threads.add(new Thread(() -> {
                for (var task = 0; task < 10_000; task++) {
                    mailbox.execute(() -> {
                        run.incrementAndGet();
                        on.add(Thread.currentThread().getName());
                    });
                }
            }));
        }
        threads.forEach(Thread::start);
        for (var thread : threads) {
            thread.join();
        }

        await().untilAsserted(() -> assertThat(run).hasValue(40_000));
        assertThat(on).hasSize(1);
    }

    @Test
    void runsInOrder(Vertx vertx) {
        var mailbox = new Mailbox(vertx.getOrCreateContext());
        List<Integer> order = new CopyOnWriteArrayList<>();

        for (var i = 0; i < 100; i++) {
            var number = i;
            mailbox.execute(() -> order.add(number));
        }

        await().untilAsserted(() -> assertThat(order).hasSize(100).isSorted());
    }

    @ParameterizedTest
    @ValueSource(classes = {IllegalStateException.class, StackOverflowError.class})
    void goesOnAfterATaskThatFails(Class<? extends Throwable> failure, Vertx vertx) {
        var context = vertx.getOrCreateContext();
        context.exceptionHandler(expected -> {});
        var mailbox = new Mailbox(context);
        var run = new AtomicInteger();

        mailbox.execute(() -> {
            if (failure == StackOverflowError.class) {
                throw new StackOverflowError("of the test");
            }
            throw new IllegalStateException("of the test");
        });
        mailbox.execute(run::incrementAndGet);
        mailbox.execute(run::incrementAndGet);

        await().untilAsserted(() -> assertThat(run).hasValue(2));
    }
}
