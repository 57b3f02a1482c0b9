package kz.dabyl.app.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * A subscriber to webhooks, as anybody would write one: listens on loopback, takes nothing whose signature is wrong, and
 * takes a message that comes twice once. Thread-safe; the listener is called by one thread at a time.
 */
public final class WebhookReceiver implements AutoCloseable {

    private static final String PATH = "/hook";
    private static final int LARGEST_BODY = 1 << 20;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final Consumer<Message> listener;
    private final Set<String> seen = new HashSet<>();
    private byte @Nullable [] secret;

    /** A message whose signature was right. */
    public record Message(String type, JsonNode body) {}

    private WebhookReceiver(HttpServer server, Consumer<Message> listener) {
        this.server = server;
        this.listener = listener;
    }

    /** Listens at a free port. Until {@link #trust} has named a secret, nothing is taken. */
    public static WebhookReceiver open(Consumer<Message> listener) throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        var receiver = new WebhookReceiver(server, listener);
        server.createContext(PATH, receiver::handle);
        server.start();
        return receiver;
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + PATH);
    }

    /** From now on messages signed with this secret, {@code whsec_…}, are taken. */
    public synchronized void trust(String whsec) {
        secret = Base64.getDecoder().decode(whsec.substring("whsec_".length()));
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = exchange.getRequestBody().readNBytes(LARGEST_BODY);
            exchange.sendResponseHeaders(take(exchange, body) ? 204 : 401, -1);
        }
    }

    private synchronized boolean take(HttpExchange exchange, byte[] body) throws IOException {
        var headers = exchange.getRequestHeaders();
        var id = String.valueOf(headers.getFirst("webhook-id"));
        var signed = id + "." + headers.getFirst("webhook-timestamp") + ".";
        if (secret == null || !signs(secret, signed, body, String.valueOf(headers.getFirst("webhook-signature")))) {
            return false;
        }
        if (seen.add(id)) {
            var tree = JSON.readTree(body);
            listener.accept(new Message(tree.path("type").asText(), tree));
        }
        return true;
    }

    private static boolean signs(byte[] secret, String signed, byte[] body, String signatures) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            mac.update(signed.getBytes(UTF_8));
            var expected = ("v1," + Base64.getEncoder().encodeToString(mac.doFinal(body))).getBytes(UTF_8);
            return Arrays.stream(signatures.split(" ", -1))
                    .anyMatch(signature -> MessageDigest.isEqual(signature.getBytes(UTF_8), expected));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
