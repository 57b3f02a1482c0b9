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

class PortionsTest {

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

    private void begin(int count) {
        begin(count, begun::add);
    }

    private void begin(int count, IntConsumer task) {
        vertx.runOnContext(v -> {
            var portions = new Portions(vertx);
            IntStream.range(0, count).forEach(i -> portions.begin(() -> task.accept(i)));
            atFirst.add(begun.size());
        });
    }
}
