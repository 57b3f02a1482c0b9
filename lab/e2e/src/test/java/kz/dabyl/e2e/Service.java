package kz.dabyl.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** {@code dabyl run} as a process, on a data directory that outlives it. */
final class Service implements AutoCloseable {

    static final String OPERATOR = "op_end-to-end";
    static final String RELAY = "relay_end-to-end";

    private static final Duration START_LIMIT = Duration.ofSeconds(90);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(15);

    private final Process process;
    private final Path log;
    private final URI base;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();

    private Service(Process process, Path log, URI base) {
        this.process = process;
        this.log = log;
        this.base = base;
    }

    /** Starts the service on {@code data} and waits until it says that it is ready. */
    static Service start(Path data, String... flags) throws IOException {
        var arguments = new ArrayList<>(List.of("run", "--http-port", "0", "--data", data.toString()));
        arguments.addAll(List.of(flags));
        var log = data.resolveSibling(data.getFileName() + ".log");
        var builder = Program.command(arguments.toArray(String[]::new))
                .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().put("DABYL_OPERATOR_TOKEN", OPERATOR);
        builder.environment().put("DABYL_RELAY_TOKEN", RELAY);
        var process = builder.start();
        var ready = CompletableFuture.supplyAsync(() -> firstLine(process));
        try {
            var line = ready.get(START_LIMIT.toSeconds(), TimeUnit.SECONDS);
            if (line == null || !line.matches("ready https?://.*")) {
                throw new IllegalStateException("said '" + line + "' instead of being ready");
            }
            return new Service(process, log, URI.create(line.substring("ready ".length())));
        } catch (Exception e) {
            process.destroyForcibly();
            throw new IllegalStateException("did not start: " + Files.readString(log), e);
        }
    }

    private static @org.jspecify.annotations.Nullable String firstLine(Process process) {
        try {
            return new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8)).readLine();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    URI base() {
        return base;
    }

    /** What the service has written to standard error so far. */
    String log() throws IOException {
        return Files.readString(log);
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(request(path).header("Authorization", "Bearer " + OPERATOR).GET());
    }

    HttpResponse<String> post(String path, String token, String type, byte[] body, String... headers)
            throws IOException, InterruptedException {
        var request = request(path)
                .header("Content-Type", type)
                .header("Authorization", "Bearer " + token)
                .POST(BodyPublishers.ofByteArray(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request);
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

    /** What {@code kill -9} does. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Asks it to end as a supervisor would; whether it did within the time that the contract gives. */
    boolean terminate() throws InterruptedException {
        process.destroy();
        return process.waitFor(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS);
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
