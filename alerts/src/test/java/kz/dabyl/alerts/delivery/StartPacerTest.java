package kz.dabyl.alerts.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import kz.dabyl.alerts.fakes.Receiver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StartPacerTest {

    private final Vertx vertx = Vertx.vertx();
    private final List<Integer> begun = new CopyOnWriteArrayList<>();
    private final List<Integer> atFirst = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        Receiver.await(vertx.close());
    }

    @Test
    void beginsFewAtOnce() {
        begin(20);

        await().until(() -> begun.size() == 20);

        assertThat(atFirst).containsExactly(20);
    }

    @Test
    void beginsManyPortionByPortionInTheirOrder() {
        begin(100);

        await().until(() -> begun.size() == 100);

        assertThat(atFirst).containsExactly(32);
        assertThat(begun)
                .containsExactlyElementsOf(IntStream.range(0, 100).boxed().toList());
    }

    @Test
    void beginsTheOthersWhereOneThrows() {
        begin(100, i -> {
            begun.add(i);
            if (i == 40) {
                throw new IllegalStateException("40");
            }
        });

        await().until(() -> begun.size() == 100);
    }

    @Test
    void letsThoseBehindBeginAfterTheOthersButForAFew() {
        vertx.runOnContext(v -> {
            var pacer = new StartPacer(vertx);
            IntStream.range(0, 200).forEach(i -> pacer.begin(() -> begun.add(i), i < 100));
        });

        await().until(() -> begun.size() == 200);

        var healthy = IntStream.range(100, 200).boxed().toList();
        var untilLastHealthy = begun.subList(0, begun.lastIndexOf(199) + 1);
        assertThat(untilLastHealthy).containsSubsequence(healthy).hasSizeLessThanOrEqualTo(100 + 36 + 3 * 4);
        assertThat(begun.stream().filter(i -> i < 100)).isSorted();
    }

    @Test
    void letsThoseBehindNotWaitForEver() {
        vertx.runOnContext(v -> {
            var pacer = new StartPacer(vertx);
            refill(pacer);
            pacer.begin(() -> begun.add(-1), true);
        });

        await().until(() -> begun.contains(-1));
    }

    /** Twice what a portion has room for, so that others always wait. */
    private void refill(StartPacer pacer) {
        IntStream.range(0, 64).forEach(i -> pacer.begin(() -> {}, false));
        if (!begun.contains(-1)) {
            vertx.setTimer(1, t -> refill(pacer));
        }
    }

    private void begin(int count) {
        begin(count, begun::add);
    }

    private void begin(int count, IntConsumer task) {
        vertx.runOnContext(v -> {
            var pacer = new StartPacer(vertx);
            IntStream.range(0, count).forEach(i -> pacer.begin(() -> task.accept(i), false));
            atFirst.add(begun.size());
        });
    }
}
