package kz.dabyl.collector.log;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.function.Consumer;
import kz.dabyl.model.LogEntry;

/**
 * Has notices written to the log, and again until it took them: what they tell is kept elsewhere and must get there. To
 * say a thing twice does no harm. Thread-safe.
 */
public final class NoticeRelay {

    private static final long RETRY_MILLIS = 500;

    private final Vertx vertx;
    private final Consumer<Work.Stretch> log;
    private volatile boolean closed;

    public NoticeRelay(Vertx vertx, Consumer<Work.Stretch> log) {
        this.vertx = vertx;
        this.log = log;
    }

    /** Done, on any thread, when the log holds all of {@code notices}. */
    public Future<Void> say(List<? extends LogEntry.Notice> notices) {
        var said = Promise.<Void>promise();
        say(notices, said);
        return said.future();
    }

    private void say(List<? extends LogEntry.Notice> notices, Promise<Void> said) {
        if (closed) {
            said.tryFail("the collector is closing");
            return;
        }
        log.accept(new Work.Stretch(List.copyOf(notices), stored -> {
            if (stored) {
                said.tryComplete();
            } else {
                vertx.setTimer(RETRY_MILLIS, v -> say(notices, said));
            }
        }));
    }

    /** Tries no more. */
    public void close() {
        closed = true;
    }
}
