package kz.dabyl.probe.deliver;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class HttpCourierTest {

    private final AtomicBoolean cancelled = new AtomicBoolean();
    private final Flow.Subscription subscription = new Flow.Subscription() {
        @Override
        public void request(long count) {
            // All of it may come.
        }

        @Override
        public void cancel() {
            cancelled.set(true);
        }
    };

    @Test
    void hasAThreadForTheNextCollectorWhileTheNameOfTheFirstHangs() throws Exception {
        var threads = HttpCourier.threads();
        var hanging = new CountDownLatch(1);
        var asked = new CountDownLatch(1);
        try {
            threads.execute(() -> awaitUninterrupted(hanging));

            threads.execute(asked::countDown);

            assertThat(asked.await(30, TimeUnit.SECONDS)).isTrue();
        } finally {
            hanging.countDown();
            threads.shutdownNow();
        }
    }

    @Test
    void readsAnAnswerOfTheLengthThatIsAllowed() {
        var text = new BoundedText(4);

        text.onSubscribe(subscription);
        text.onNext(List.of(bytes("ab"), bytes("cd")));
        text.onComplete();

        assertThat(text.getBody().toCompletableFuture()).isCompletedWithValue("abcd");
        assertThat(cancelled).isFalse();
    }

    @Test
    void breaksOffAnAnswerThatIsLonger() {
        var text = new BoundedText(4);

        text.onSubscribe(subscription);
        text.onNext(List.of(bytes("abc")));
        text.onNext(List.of(bytes("de")));

        assertThat(text.getBody().toCompletableFuture()).isCompletedExceptionally();
        assertThat(cancelled).isTrue();
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(UTF_8));
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
