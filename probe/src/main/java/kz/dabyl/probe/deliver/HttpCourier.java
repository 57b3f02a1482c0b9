package kz.dabyl.probe.deliver;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.zip.GZIPOutputStream;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLSocketFactory;
import kz.dabyl.model.PingError;
import kz.dabyl.model.targets.TargetListJson;
import kz.dabyl.probe.measure.Failures;
import org.jspecify.annotations.Nullable;

/**
 * Carries over HTTP, with TLS as the JDK verifies it: there is no way to turn that off. Redirects are not followed, since
 * they would carry the token elsewhere; proxies of the environment are not used; nothing in a request tells this program
 * from others but its path.
 *
 * <p>By the older of the JDK's two clients: the newer takes three megabytes more of a memory that is small. What that one
 * cannot do, to give up as a whole after some time, is done by a thread that can be interrupted. Used by one thread.
 */
public final class HttpCourier implements Courier, AutoCloseable {

    private static final byte[] NOTHING = new byte[0];
    private static final int LARGEST_ANSWER = 1 << 20;
    private static final Duration CONNECT = Duration.ofSeconds(5);

    /** A name that hangs in the system's resolver keeps one of them for longer than any patience. */
    private static final int THREADS = 3;

    static {
        // As long as a collector of ours keeps it: with another handshake for each report a month would cost three
        // times as much.
        System.setProperty("http.keepAlive.time.server", "60");
    }

    private final ThreadPoolExecutor threads;
    private final SSLSocketFactory sockets;

    public HttpCourier() {
        this(HttpsURLConnection.getDefaultSSLSocketFactory());
    }

    HttpCourier(SSLSocketFactory tls) {
        this(tls, HttpCourier::thread);
    }

    HttpCourier(SSLSocketFactory tls, ThreadFactory factory) {
        sockets = new ChannelSockets(tls);
        threads = threads(factory);
    }

    private static Thread thread(Runnable task) {
        var made = new Thread(null, task, "delivering", 256 * 1024);
        made.setDaemon(true);
        return made;
    }

    static ExecutorService threads() {
        return threads(HttpCourier::thread);
    }

    /**
     * More than one: a collector whose name hangs must not keep the next one from being asked. One stays alive: where the system
     * gives no more threads the goodbye still has one to go by.
     */
    private static ThreadPoolExecutor threads(ThreadFactory factory) {
        return new ThreadPoolExecutor(1, THREADS, 10, TimeUnit.SECONDS, new SynchronousQueue<>(), factory);
    }

    @Override
    public Reply get(URI document, Duration patience) throws InterruptedException {
        return send(document, Map.of(), NOTHING, patience);
    }

    @Override
    public Reply enrol(URI probes, byte[] json, Duration patience) throws InterruptedException {
        return send(probes, Map.of("Content-Type", "application/json"), json, patience);
    }

    @Override
    public Reply report(URI reports, String token, byte[] lines, Duration patience) throws InterruptedException {
        var headers = Map.of(
                "Authorization", "Bearer " + token, "Content-Type", "application/x-ndjson", "Content-Encoding", "gzip");
        return send(reports, headers, gzipped(lines), patience);
    }

    /** Without a body it is a GET. */
    private Reply send(URI uri, Map<String, String> headers, byte[] body, Duration patience)
            throws InterruptedException {
        var until = System.nanoTime() + patience.toNanos();
        var sent = new FutureTask<Reply>(() -> exchange(uri, headers, body, patience));
        try {
            begin(sent, patience);
            return sent.get(Math.max(0, until - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException | CancellationException e) {
            return new Reply.Unreached(PingError.TIMEOUT);
        } catch (ExecutionException e) {
            return new Reply.Unreached(Failures.of(e));
        } finally {
            sent.cancel(true);
        }
    }

    private void begin(FutureTask<Reply> task, Duration patience) throws InterruptedException {
        try {
            threads.execute(task);
        } catch (RejectedExecutionException | OutOfMemoryError e) {
            // All of them are busy, or the system gives no more: the first that is done takes it, if that is in time.
            if (threads.getPoolSize() == 0) {
                throw e;
            }
            if (!threads.getQueue().offer(task, patience.toNanos(), TimeUnit.NANOSECONDS)) {
                task.cancel(false);
            }
        }
    }

    private Reply exchange(URI uri, Map<String, String> headers, byte[] body, Duration patience) throws IOException {
        var connection = (HttpURLConnection) uri.toURL().openConnection(Proxy.NO_PROXY);
        if (connection instanceof HttpsURLConnection secure) {
            secure.setSSLSocketFactory(sockets);
        }
        connection.setInstanceFollowRedirects(false);
        connection.setUseCaches(false);
        connection.setConnectTimeout((int) CONNECT.toMillis());
        // None at all would be endless.
        connection.setReadTimeout((int) Math.max(1, patience.toMillis()));
        connection.setRequestProperty("User-Agent", "Mozilla/5.0");
        connection.setRequestProperty("Accept", "*/*");
        headers.forEach(connection::setRequestProperty);
        if (body.length > 0) {
            connection.setDoOutput(true);
            connection.getOutputStream().write(body);
        }
        var status = connection.getResponseCode();
        if (status < 0) {
            throw new IOException("what answers speaks no HTTP");
        }
        try (var text = status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
            return answered(connection, status, text == null ? "" : text(text));
        }
    }

    /** Of an answer that is longer than any that a collector gives nothing is taken: what answers may not be one. */
    private static String text(InputStream body) throws IOException {
        var bytes = body.readNBytes(LARGEST_ANSWER + 1);
        if (bytes.length > LARGEST_ANSWER) {
            throw new IOException("the answer has more than " + LARGEST_ANSWER + " bytes");
        }
        return new String(bytes, UTF_8);
    }

    private static Reply answered(HttpURLConnection answer, int status, String body) {
        return new Reply.Answered(
                status,
                body,
                date(answer.getHeaderField("Date")),
                retryAfter(answer.getHeaderField("Retry-After")),
                Optional.ofNullable(answer.getHeaderField(TargetListJson.SIGNATURE_HEADER)));
    }

    static OptionalLong date(@Nullable String text) {
        if (text == null) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant()
                    .toEpochMilli());
        } catch (DateTimeException e) {
            return OptionalLong.empty();
        }
    }

    /** Collectors give seconds; a date, which others may give, is as good as nothing. */
    static Optional<Duration> retryAfter(@Nullable String header) {
        return Optional.ofNullable(header)
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
