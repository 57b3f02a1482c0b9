package kz.dabyl.app.recording;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Wall time as a replay sees it. */
public interface WallTime {

    /** The machine's clock. */
    WallTime MACHINE = new WallTime() {
        @Override
        public long millis() {
            return System.currentTimeMillis();
        }

        @Override
        public void waitUntil(long millis) throws InterruptedException {
            var never = new CountDownLatch(1);
            for (var left = millis - millis(); left > 0; left = millis - millis()) {
                var unused = never.await(left, TimeUnit.MILLISECONDS);
            }
        }
    };

    /** Epoch milliseconds. */
    long millis();

    void waitUntil(long millis) throws InterruptedException;
}
