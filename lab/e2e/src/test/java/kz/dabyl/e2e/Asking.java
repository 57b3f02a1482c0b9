package kz.dabyl.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;

/**
 * Clients that each send a request a few milliseconds after the answer to the one before, and note when they asked
 * and when they were answered. Thread-safe.
 */
final class Asking implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 60_000;
    private static final int WRONG = 400;

    private final URI to;
    private final Duration pause;
    private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
    private final ScheduledExecutorService clients;

    /**
     * One request and what became of it; times by {@link System#nanoTime}.
     *
     * @param name of what was sent
     */
    record Answer(String name, long asked, long answered, int status) {

        double millis() {
            return (answered - asked) / 1e6;
        }
    }

    private Asking(URI to, int clients, Duration pause) {
        this.to = to;
        this.pause = pause;
        this.clients = Executors.newScheduledThreadPool(clients);
    }

    /**
     * @param pause of a client between an answer and what it asks next
     * @param question name and body of what is asked as the n-th of a client
     */
    static Asking start(Service service, int clients, Duration pause, IntFunction<IntFunction<Question>> question) {
        var asking = new Asking(service.base().resolve("/v1/reports"), clients, pause);
        for (var client = 0; client < clients; client++) {
            asking.begin(question.apply(client));
        }
        return asking;
    }

    record Question(String name, String body) {}

    private void begin(IntFunction<Question> questions) {
        var count = new int[1];
        var unused = clients.scheduleWithFixedDelay(
                () -> answers.add(ask(questions.apply(count[0]++))), 0, pause.toNanos(), TimeUnit.NANOSECONDS);
    }

    private Answer ask(Question question) {
        var asked = System.nanoTime();
        try {
            var request = (HttpURLConnection) to.toURL().openConnection();
            request.setReadTimeout(PATIENCE_MILLIS);
            request.setDoOutput(true);
            request.setRequestProperty("Content-Type", "application/x-ndjson");
            request.setRequestProperty("Authorization", "Bearer " + Service.RELAY);
            request.getOutputStream().write(question.body().getBytes(UTF_8));
            var status = request.getResponseCode();
            try (var body = status < WRONG ? request.getInputStream() : request.getErrorStream()) {
                body.readAllBytes();
            }
            return new Answer(question.name(), asked, System.nanoTime(), status);
        } catch (IOException e) {
            return new Answer(question.name(), asked, System.nanoTime(), 0);
        }
    }

    /** All answers up to now. */
    List<Answer> answers() {
        return new ArrayList<>(answers);
    }

    @Override
    public void close() {
        clients.shutdown();
        try {
            if (!clients.awaitTermination(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("a request was not answered");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
