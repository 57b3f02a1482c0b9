package kz.dabyl.bench.backtest;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import kz.dabyl.detector.tuning.history.Span;
import kz.dabyl.model.Times;

/** Has thresholds tried over HTTP, follows it as the console does, and tells how long that took. Blocking. */
final class Asking {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final double NANOS = 1e9;

    private final URI base;
    private final String token;
    private final HttpClient http = HttpClient.newHttpClient();
    private final long began = System.nanoTime();
    private final long cpu = BacktestBench.cpuNanos();
    private final double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();

    private Asking(URI base, String token) {
        this.base = base;
        this.token = token;
    }

    /** How long these thresholds took over this time with the console's curve, and a digest of all that was told; in words. */
    static String of(URI base, String token, String thresholds, Span span) throws IOException, InterruptedException {
        return new Asking(base, token).ask(thresholds, span);
    }

    private String ask(String thresholds, Span span) throws IOException, InterruptedException {
        var body = String.format(
                "{\"thresholds\":%s,\"from\":\"%s\",\"until\":\"%s\",\"curve\":[0.1,0.3,1,3,10]}",
                thresholds, Times.format(span.from()), Times.format(span.to()));
        var taken = http.send(
                request(base.resolve("/v1/backtests"))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
        if (taken.statusCode() != 202) {
            throw new IOException("not taken: " + taken.statusCode() + " " + taken.body());
        }
        return follow(base.resolve(taken.headers().firstValue("Location").orElseThrow()));
    }

    private String follow(URI location) throws IOException, InterruptedException {
        var events = http.send(request(URI.create(location + "/events")).build(), BodyHandlers.ofLines());
        var kind = "";
        var told = new StringBuilder();
        for (var line : (Iterable<String>) events.body()::iterator) {
            if (line.startsWith("event: ")) {
                kind = line.substring("event: ".length());
            } else if (line.startsWith("data: ") && !kind.equals("progress")) {
                var job = JSON.readTree(line.substring("data: ".length()));
                told.append(told.isEmpty() ? "" : ", ").append(answer(kind, job));
            }
        }
        return told.toString();
    }

    private String answer(String kind, JsonNode job) {
        var report = job.path("report");
        return String.format(
                Locale.ROOT,
                "%s after %.1f s (%.1f s of CPU time, load %.1f before): %d incidents, %d points of the curve, %s",
                kind,
                (System.nanoTime() - began) / NANOS,
                (BacktestBench.cpuNanos() - cpu) / NANOS,
                load,
                report.at("/configurations/0/incidents").asInt(),
                report.path("curve").size(),
                digest(report));
    }

    /** By which two versions of the program can be compared. */
    private static String digest(JsonNode report) {
        try {
            var all = MessageDigest.getInstance("SHA-256")
                    .digest(report.toString().getBytes(UTF_8));
            return HexFormat.of().formatHex(all).substring(0, 12);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private HttpRequest.Builder request(URI address) {
        return HttpRequest.newBuilder(address).header("Authorization", "Bearer " + token);
    }
}
