package kz.dabyl.probe.deliver;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.zip.GZIPOutputStream;
import kz.dabyl.model.PingError;
import kz.dabyl.model.targets.TargetListJson;
import kz.dabyl.probe.measure.Failures;

/**
 * Carries over HTTP, with TLS as the JDK verifies it: there is no way to turn that off. Redirects are not followed, since
 * they would carry the token elsewhere; proxies of the environment are not used; nothing in a request tells this program
 * from others but its path. Used by one thread.
 */
public final class HttpCourier implements Courier, AutoCloseable {

    private static final int LARGEST_ANSWER = 1 << 20;
    private static final Duration CONNECT = Duration.ofSeconds(5);

    /** A name that hangs in the system's resolver keeps one of them for longer than any patience. */
    private static final int THREADS = 3;

    private final ExecutorService threads = threads();
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .proxy(ProxySelector.of(null))
            .connectTimeout(CONNECT)
            .executor(threads)
            .build();

    /** More than one: a collector whose name hangs must not keep the next one from being asked. */
    static ExecutorService threads() {
        var threads =
                new ThreadPoolExecutor(THREADS, THREADS, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    var made = new Thread(null, task, "delivering", 256 * 1024);
                    made.setDaemon(true);
                    return made;
                });
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }

    @Override
    public Reply get(URI document, Duration patience) throws InterruptedException {
        return send(HttpRequest.newBuilder(document).GET(), patience);
    }

    @Override
    public Reply enrol(URI probes, byte[] json, Duration patience) throws InterruptedException {
        return send(
                HttpRequest.newBuilder(probes)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofByteArray(json)),
                patience);
    }

    @Override
    public Reply report(URI reports, String token, byte[] lines, Duration patience) throws InterruptedException {
        return send(
                HttpRequest.newBuilder(reports)
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/x-ndjson")
                        .header("Content-Encoding", "gzip")
                        .POST(BodyPublishers.ofByteArray(gzipped(lines))),
                patience);
    }

    private Reply send(HttpRequest.Builder request, Duration patience) throws InterruptedException {
        var whole =
                request.header("User-Agent", "Mozilla/5.0").timeout(patience).build();
        // The request's own limit ends with the head of the answer; this one holds for its body too.
        var sent = http.sendAsync(whole, head -> new BoundedText(LARGEST_ANSWER));
        try {
            return answered(sent.get(patience.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            return new Reply.Unreached(PingError.TIMEOUT);
        } catch (ExecutionException e) {
            return new Reply.Unreached(Failures.of(e));
        } finally {
            sent.cancel(true);
        }
    }

    private static Reply answered(HttpResponse<String> answer) {
        return new Reply.Answered(
                answer.statusCode(),
                answer.body(),
                date(answer),
                retryAfter(answer),
                answer.headers().firstValue(TargetListJson.SIGNATURE_HEADER));
    }

    private static OptionalLong date(HttpResponse<?> answer) {
        var text = answer.headers().firstValue("Date");
        if (text.isEmpty()) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(ZonedDateTime.parse(text.get(), DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant()
                    .toEpochMilli());
        } catch (DateTimeException e) {
            return OptionalLong.empty();
        }
    }

    /** Collectors give seconds; a date, which others may give, is as good as nothing. */
    private static Optional<Duration> retryAfter(HttpResponse<?> answer) {
        return answer.headers()
                .firstValue("Retry-After")
                .filter(text -> text.matches("[0-9]{1,9}"))
                .map(text -> Duration.ofSeconds(Long.parseLong(text)));
    }

    private static byte[] gzipped(byte[] text) {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(text);
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot be written", e);
        }
        return packed.toByteArray();
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
