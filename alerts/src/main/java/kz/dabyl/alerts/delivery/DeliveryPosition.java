package kz.dabyl.alerts.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.Comparator;
import java.util.Optional;

/** Where a message stands in the list of its subscription's, newest first. */
public record DeliveryPosition(long created, int revision, String id) implements Comparable<DeliveryPosition> {

    private static final Comparator<DeliveryPosition> NEWEST_FIRST = Comparator.comparingLong(DeliveryPosition::created)
            .thenComparing(DeliveryPosition::revision)
            .reversed()
            .thenComparing(DeliveryPosition::id);

    static DeliveryPosition of(Message message) {
        return new DeliveryPosition(message.progress().created(), message.revision(), message.id());
    }

    /** The position as clients carry it around, without meaning to them. */
    public String cursor() {
        var text = created + ":" + revision + ":" + id;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
    }

    public static Optional<DeliveryPosition> ofCursor(String cursor) {
        try {
            var parts = new String(Base64.getUrlDecoder().decode(cursor), UTF_8).split(":", 3);
            return parts.length < 3
                    ? Optional.empty()
                    : Optional.of(new DeliveryPosition(Long.parseLong(parts[0]), Integer.parseInt(parts[1]), parts[2]));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    @Override
    public int compareTo(DeliveryPosition other) {
        return NEWEST_FIRST.compare(this, other);
    }
}
