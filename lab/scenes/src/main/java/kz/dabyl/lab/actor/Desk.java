package kz.dabyl.lab.actor;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import kz.dabyl.lab.inside.Outpost;
import kz.dabyl.lab.net.Operator;
import kz.dabyl.lab.net.Plan;
import kz.dabyl.lab.net.Topology;

/** The way to the service from outside of its namespace, and the webhooks that came. Thread-safe. */
public final class Desk {

    static final String OPERATOR_TOKEN = "op_lab";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int HOOK_PORT = 9000;
    private static final int PATIENCE_SECONDS = 180;

    private final OutputStream questions;
    private final AtomicLong ids = new AtomicLong();
    private final Map<Long, CompletableFuture<JsonNode>> waiting = new ConcurrentHashMap<>();
    private final Mailbox mailbox;

    /** One webhook that arrived. */
    public record Delivery(Instant arrived, String type, JsonNode incident) {}

    private Desk(Process process, Consumer<Delivery> told) {
        this.questions = process.getOutputStream();
        this.mailbox = new Mailbox(told);
        var reader = new Thread(() -> read(process), "desk");
        reader.setDaemon(true);
        reader.start();
    }

    /** Opens one beside a service that is ready, and subscribes to all that it tells; each webhook is handed on. */
    static Desk open(Stage stage, List<String> trust, Consumer<Delivery> told)
            throws IOException, InterruptedException {
        var builder = stage.small(
                new Stage.Role(Topology.CENTRE, Operator.TELECOM.resolver(), "desk"),
                trust,
                Outpost.class.getName(),
                List.of("https://127.0.0.1", Integer.toString(HOOK_PORT)));
        builder.environment().put("DABYL_OPERATOR_TOKEN", OPERATOR_TOKEN);
        var desk = new Desk(builder.start(), told);
        var subscription = desk.post(
                "/v1/subscriptions",
                JSON.createObjectNode()
                        .put("channel", "webhook")
                        .put("url", "http://127.0.0.1:" + HOOK_PORT + "/hook")
                        .set(
                                "events",
                                JSON.valueToTree(List.of("opened", "updated", "confirmed", "closed", "retracted"))));
        desk.mailbox.trust(subscription.path("secret").asText());
        return desk;
    }

    /** Answer to {@code GET}. */
    public JsonNode get(String path) throws IOException, InterruptedException {
        return ask("GET", path, "");
    }

    /** Answer to {@code POST}. */
    JsonNode post(String path, JsonNode body) throws IOException, InterruptedException {
        return ask("POST", path, body.toString());
    }

    /** All webhooks so far, in the order in which they arrived. */
    public List<Delivery> deliveries() {
        return mailbox.deliveries();
    }

    /** Webhooks that no subscriber could have taken, in words. */
    public List<String> faults() {
        return mailbox.faults();
    }

    /** Where the collector stands, as probes are told. */
    static String collector() {
        return "https://" + Plan.COLLECTOR;
    }

    private JsonNode ask(String method, String path, String body) throws IOException, InterruptedException {
        var id = ids.incrementAndGet();
        var answer = new CompletableFuture<JsonNode>();
        waiting.put(id, answer);
        var line = JSON.createObjectNode()
                .put("id", id)
                .put("method", method)
                .put("path", path)
                .put("body", body);
        synchronized (questions) {
            questions.write((line + "\n").getBytes(UTF_8));
            questions.flush();
        }
        try {
            var answered = answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (answered.path("status").asInt() / 100 != 2) {
                throw new IOException(method + " " + path + " was answered " + answered);
            }
            return JSON.readTree(answered.path("body").asText());
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException(method + " " + path + " was not answered", e);
        }
    }

    private void read(Process process) {
        try (var in = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
            for (var line = in.readLine(); line != null; line = in.readLine()) {
                take(JSON.readTree(line));
            }
        } catch (IOException e) {
            // It ended; whoever still waits for an answer runs out of patience.
        }
    }

    private void take(JsonNode line) throws IOException {
        if (line.has("hook")) {
            mailbox.take(line);
            return;
        }
        var answer = waiting.remove(line.path("id").asLong());
        if (answer != null) {
            answer.complete(line);
        }
    }
}
