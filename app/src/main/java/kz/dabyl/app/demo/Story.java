package kz.dabyl.app.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import kz.dabyl.model.Times;

/**
 * What a subscriber learns of the afternoon, told in lines of text. Knows nothing but the messages that came. Thread-safe.
 */
final class Story {

    /** Where the watched people live: the log's times are told as their clocks show them. */
    private static final ZoneId ZONE = ZoneId.of("Asia/Almaty");

    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZONE);

    private final Consumer<String> lines;
    private final Map<String, String> incidents = new HashMap<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    private int messages;

    Story(Consumer<String> lines) {
        this.lines = lines;
    }

    synchronized void hear(WebhookReceiver.Message message) {
        var incident = message.body().path("data");
        var id = incident.path("id").asText("");
        if (id.isEmpty()) {
            return;
        }
        messages++;
        incidents.put(id, incident.path("state").asText());
        lines.accept(clock(message.body().path("timestamp")) + "  webhook  " + message.type() + ": "
                + incident.path("summary").path("en").asText());
        if (incidents.values().stream().noneMatch("open"::equals)) {
            ended.countDown();
        }
    }

    /** Waits until every incident that was told of is over, at most {@code seconds}. */
    void awaitEnd(int seconds) throws InterruptedException {
        var unused = ended.await(seconds, TimeUnit.SECONDS);
    }

    synchronized String summary() {
        return messages + " webhook messages came, all rightly signed, about " + incidents.size()
                + (incidents.size() == 1 ? " incident" : " incidents");
    }

    private static String clock(JsonNode timestamp) {
        var millis = Times.parse(timestamp.asText(""));
        return millis.isPresent() ? CLOCK.format(Instant.ofEpochMilli(millis.getAsLong())) : "--:--:--";
    }
}
