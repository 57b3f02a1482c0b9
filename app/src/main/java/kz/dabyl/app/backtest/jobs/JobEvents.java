package kz.dabyl.app.backtest.jobs;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One who follows a job: is told of its progress, and of its end with all that came of it. Looks at the job from time to
 * time, so that the job knows nobody. Confined to the event loop of its request.
 */
final class JobEvents {

    static final int MOST_READERS = 100;

    private static final long LOOK_MILLIS = 250;
    private static final int LOOKS_IN_A_BEAT = 60;
    private static final long RETRY_MILLIS = 3_000;

    private final Vertx vertx;
    private final HttpServerResponse response;
    private final Job job;
    private final AtomicInteger readers;
    private double told = -1;
    private int notesTold;
    private int looks;
    private boolean over;

    private JobEvents(Vertx vertx, HttpServerResponse response, Job job, AtomicInteger readers) {
        this.vertx = vertx;
        this.response = response;
        this.job = job;
        this.readers = readers;
    }

    /** @param readers how many there are; this one is counted until it has gone */
    static void open(Vertx vertx, RoutingContext ctx, Job job, AtomicInteger readers) {
        readers.incrementAndGet();
        new JobEvents(vertx, ctx.response(), job, readers).begin();
    }

    private void begin() {
        var timer = vertx.setPeriodic(LOOK_MILLIS, t -> {
            if (over) {
                vertx.cancelTimer(t);
            } else {
                look();
            }
        });
        response.closeHandler(v -> {
            vertx.cancelTimer(timer);
            finish();
        });
        response.exceptionHandler(e -> finish());
        response.setChunked(true)
                .putHeader("content-type", "text/event-stream")
                .putHeader("cache-control", "no-store")
                .putHeader("x-accel-buffering", "no");
        write("retry: " + RETRY_MILLIS + "\n\n");
        look();
    }

    private void look() {
        looks++;
        var standing = job.standing();
        if (standing.over()) {
            write("event: " + standing.state().word() + "\ndata: " + JobJson.whole(job, 0) + "\n\n");
            finish();
            response.end();
        } else if (response.writeQueueFull()) {
            return;
        } else if (standing.progress() > told || standing.notes().size() > notesTold) {
            told = standing.progress();
            notesTold = standing.notes().size();
            write("event: progress\ndata: " + JobJson.progress(standing) + "\n\n");
        } else if (looks % LOOKS_IN_A_BEAT == 0) {
            write(": alive\n\n");
        }
    }

    private void write(String text) {
        response.write(text).onFailure(e -> finish());
    }

    private void finish() {
        if (!over) {
            over = true;
            readers.decrementAndGet();
        }
    }
}
