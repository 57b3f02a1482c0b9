package kz.dabyl.e2e;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import kz.dabyl.model.LogEntry;
import kz.dabyl.model.Times;

/** The demonstration as a service lives through it, as far as it is let. Not thread-safe. */
final class Afternoon implements AutoCloseable {

    /** The centre of Almaty is cut off at 07:01:12 for six minutes. */
    static final String BEFORE = "2021-04-24T07:00:30.000Z";

    static final String SHUT_DOWN = "2021-04-24T07:03:00.000Z";

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** After a minute a page says that its data have ended: whoever looks before this time has half of it left. */
    private static final Duration FRESH = Duration.ofSeconds(25);

    /** Of the afternoon. A detector that has no other news says each 15 s how far it has judged, and a hop is 5 s. */
    private static final long STEP_MILLIS = 20_000;

    private final List<LogEntry> log = Logs.demo(1);
    private final Service service;
    private int played;
    private long now;
    private long fed;

    private Afternoon(Service service) {
        this.service = service;
    }

    static Afternoon begin(Path folder, String... flags) throws IOException {
        var all = new ArrayList<>(List.of("--time", "log"));
        all.addAll(List.of(flags));
        return new Afternoon(Service.start(folder.resolve("data"), all.toArray(String[]::new)));
    }

    Service service() {
        return service;
    }

    /** Lets it go on until {@code time}, and waits until the page knows. */
    void playUntil(String time) throws IOException, InterruptedException {
        playUntil(Times.parse(time).orElseThrow());
        fed = System.nanoTime();
    }

    /** Lets it go on if nothing came for a while, and waits until the page knows of it: what it knew before may be old. */
    void stayFresh() throws IOException, InterruptedException {
        if (System.nanoTime() - fed > FRESH.toNanos()) {
            var before = shownUntil();
            playUntil(now + STEP_MILLIS);
            await().atMost(PATIENCE).until(() -> shownUntil() > before);
            fed = System.nanoTime();
        }
    }

    /** Lets it go on a little. */
    void goOn() throws IOException, InterruptedException {
        playUntil(now + 10_000);
    }

    private void playUntil(long time) throws IOException, InterruptedException {
        var from = played;
        while (played < log.size() && timeOf(log.get(played)) <= time) {
            played++;
        }
        now = time;
        var answer =
                service.insist("/v1/recordings", "application/x-ndjson", Logs.recording(log.subList(from, played)));
        if (answer.statusCode() >= 300) {
            throw new IllegalStateException("not taken: " + answer.body());
        }
        await().atMost(PATIENCE).until(() -> shownUntil() >= time - 25_000);
    }

    private static long timeOf(LogEntry entry) {
        if (entry instanceof LogEntry.Tick tick) {
            return tick.time();
        }
        return entry instanceof LogEntry.Received received ? received.received() : Long.MIN_VALUE;
    }

    /** Up to when the page knows, in log time. */
    private long shownUntil() throws IOException, InterruptedException {
        var page = service.get("/?lang=en").body();
        var mark = "data-until=\"";
        var clock = page.substring(page.indexOf(mark) + mark.length()).split("\"", 2)[0];
        return clock.length() < 8
                ? 0
                : Times.parse("2021-04-24T" + clock + "+06:00").orElse(0);
    }

    @Override
    public void close() {
        service.close();
    }
}
