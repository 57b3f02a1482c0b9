package kz.dabyl.lab.actor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.EmptyWebhookSecretException;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import java.io.IOException;
import java.net.http.HttpHeaders;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import kz.dabyl.lab.actor.Desk.Delivery;
import kz.dabyl.lab.inside.Outpost;

/**
 * The webhooks that came, as a subscriber takes them: none whose signature is wrong, and one that comes twice once. What no
 * subscriber could take is a fault. What comes before the secret is known waits for it. Thread-safe.
 */
final class Mailbox {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Consumer<Delivery> told;
    private final List<Letter> early = new ArrayList<>();
    private final Map<String, String> bodies = new HashMap<>();
    private final List<Delivery> deliveries = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();
    private Optional<Webhook> verifier = Optional.empty();

    /** What came, and when. */
    private record Letter(Instant arrived, JsonNode line) {

        String id() {
            return line.path("webhook-id").asText();
        }

        String body() {
            return line.path("hook").asText();
        }

        HttpHeaders headers() {
            var headers = Outpost.HEADERS.stream()
                    .filter(line::hasNonNull)
                    .collect(Collectors.toMap(
                            name -> name, name -> List.of(line.path(name).asText())));
            return HttpHeaders.of(headers, (name, value) -> true);
        }
    }

    /** @param told is handed each word of an incident, once */
    Mailbox(Consumer<Delivery> told) {
        this.told = told;
    }

    /** Takes what is signed by this secret, {@code whsec_…}. */
    synchronized void trust(String secret) throws IOException {
        try {
            verifier = Optional.of(new Webhook(secret));
        } catch (EmptyWebhookSecretException e) {
            throw new IOException("the subscription has no secret", e);
        }
        for (var letter : early) {
            open(letter);
        }
        early.clear();
    }

    /** @param line as {@link Outpost} prints it */
    synchronized void take(JsonNode line) throws IOException {
        var letter = new Letter(Instant.now(), line);
        if (verifier.isEmpty()) {
            early.add(letter);
        } else {
            open(letter);
        }
    }

    private void open(Letter letter) throws IOException {
        try {
            verifier.orElseThrow().verify(letter.body(), letter.headers());
        } catch (WebhookVerificationException e) {
            faults.add("webhook " + letter.id() + " cannot be believed: " + e.getMessage());
            return;
        }
        var before = bodies.putIfAbsent(letter.id(), letter.body());
        if (before == null) {
            read(letter);
        } else if (!before.equals(letter.body())) {
            faults.add("webhook " + letter.id() + " came again and said something else");
        }
    }

    private void read(Letter letter) throws IOException {
        var message = JSON.readTree(letter.body());
        var type = message.path("type").asText();
        if (type.startsWith("incident.")) {
            var delivery = new Delivery(letter.arrived(), type, message.path("data"));
            deliveries.add(delivery);
            told.accept(delivery);
        }
    }

    /** All words of incidents so far, in the order in which they arrived. */
    synchronized List<Delivery> deliveries() {
        return List.copyOf(deliveries);
    }

    /** What no subscriber could have taken. */
    synchronized List<String> faults() {
        return List.copyOf(faults);
    }
}
