package kz.dabyl.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/** {@code dabyl run} as a process, on a data directory that outlives it. */
final class Service implements AutoCloseable {

    static final String OPERATOR = "op_end-to-end";
    static final String RELAY = "relay_end-to-end";

    /** The heap that {@link Program} gives, and as much again for code, threads and buffers outside of it. */
    static final long CEILING = 1L << 30;

    private static final Duration START_LIMIT = Duration.ofSeconds(90);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(15);

    private final Process process;
    private final Path out;
    private final Path log;
    private final URI base;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();

    private Service(Process process, Path out, Path log, URI base) {
        this.process = process;
        this.out = out;
        this.log = log;
        this.base = base;
    }

    /** Starts the service on {@code data} and waits until it says that it is ready. */
    static Service start(Path data, String... flags) throws IOException {
        return start(data, Map.of(), flags);
    }

    /** The same in an environment with more in it. */
    static Service start(Path data, Map<String, String> environment, String... flags) throws IOException {
        var arguments = new ArrayList<>(List.of("run", "--http-port", "0", "--data", data.toString()));
        arguments.addAll(List.of(flags));
        var log = data.resolveSibling(data.getFileName() + ".log");
        var out = Files.createTempFile(data.toAbsolutePath().getParent(), "out", ".txt");
        var builder = Program.command(arguments.toArray(String[]::new))
                .redirectOutput(out.toFile())
                .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().put("DABYL_OPERATOR_TOKEN", OPERATOR);
        builder.environment().put("DABYL_RELAY_TOKEN", RELAY);
        builder.environment().putAll(environment);
        var process = builder.start();
        try {
            await().atMost(START_LIMIT)
                    .until(() -> !process.isAlive() || !firstLine(out).isEmpty());
            var line = firstLine(out);
            if (!line.matches("ready https?://.*")) {
                throw new IllegalStateException("said '" + line + "' instead of being ready");
            }
            return new Service(process, out, log, URI.create(line.substring("ready ".length())));
        } catch (RuntimeException e) {
            process.destroyForcibly();
            throw new IllegalStateException("did not start: " + Files.readString(log), e);
        }
    }

    /** The first line, once all of it is written. */
    private static String firstLine(Path out) throws IOException {
        var text = Files.readString(out);
        return text.contains("\n") ? text.lines().findFirst().orElse("") : "";
    }

    URI base() {
        return base;
    }

    /** What the service has written to standard error so far. */
    String log() throws IOException {
        return Files.readString(log);
    }

    /** What it has written to standard output so far. */
    String out() throws IOException {
        return Files.readString(out);
    }

    /** The value of one series of {@code /metrics}, such as {@code dabyl_reports_total{result="accepted"}}. */
    double metric(String series) throws IOException, InterruptedException {
        return get("/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith(series + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(series.length() + 1)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("there is no series " + series));
    }

    /** Memory that the process has in RAM, where the system tells. */
    OptionalLong residentBytes() throws IOException {
        var status = Path.of("/proc", Long.toString(process.pid()), "status");
        if (!Files.exists(status)) {
            return OptionalLong.empty();
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("[^0-9]", "")))
                .findFirst();
    }

    /** Holds what bounds its memory: nothing of a body is kept once it was answered, and the heap and as much again is enough. */
    void assertBounded() throws IOException {
        await().atMost(PATIENCE).until(() -> metric("dabyl_collector_body_bytes") == 0);
        assertThat(residentBytes().orElse(0)).isLessThan(CEILING);
        assertThat(log()).doesNotContain("OutOfMemory");
    }

    /** Holds that no event loop was blocked: for 2 s, or on a crowded machine, where threads wait for their turn, for 10 s. */
    void assertNeverBlocked() throws IOException {
        var system = ManagementFactory.getOperatingSystemMXBean();
        var crowded = system.getSystemLoadAverage() >= system.getAvailableProcessors();
        assertThat(log()).doesNotContainPattern("has been blocked for [0-9]{" + (crowded ? 5 : 4) + ",} ms");
    }

    /** CPU time that the process has taken so far. */
    Duration cpu() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(request(path).header("Authorization", "Bearer " + OPERATOR).GET());
    }

    HttpResponse<String> post(String path, String token, String type, byte[] body, String... headers)
            throws IOException, InterruptedException {
        return send(posting(path, token, type, body, headers));
    }

    /** Posts with the operator's token, again while the service cannot take it now. */
    HttpResponse<String> insist(String path, String type, byte[] body) throws IOException, InterruptedException {
        return insist(posting(path, OPERATOR, type, body));
    }

    private HttpRequest.Builder posting(String path, String token, String type, byte[] body, String... headers) {
        var request = request(path)
                .header("Content-Type", type)
                .header("Authorization", "Bearer " + token)
                .POST(BodyPublishers.ofByteArray(body));
        return headers.length > 0 ? request.headers(headers) : request;
    }

    HttpResponse<String> postReports(String body) throws IOException, InterruptedException {
        return post("/v1/reports", RELAY, "application/x-ndjson", body.getBytes(UTF_8));
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(base.resolve(path)).timeout(Duration.ofSeconds(60));
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), BodyHandlers.ofString());
    }

    /** Sends again while the service says that it cannot take this now, as everybody has to. */
    HttpResponse<String> insist(HttpRequest.Builder request) throws IOException, InterruptedException {
        var ready = request.build();
        return await().pollInterval(Duration.ofMillis(500))
                .atMost(PATIENCE)
                .until(() -> http.send(ready, BodyHandlers.ofString()), answer -> answer.statusCode() != 503);
    }

    /** What {@code kill -9} does. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Asks it to end as a supervisor would; whether it did within the time that the contract gives. */
    boolean terminate() throws InterruptedException {
        process.destroy();
        return process.waitFor(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS);
    }

    /** With what it ended. */
    int exitCode() {
        return process.exitValue();
    }

    @Override
    public void close() {
        try {
            if (process.isAlive() && !terminate()) {
                kill();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
