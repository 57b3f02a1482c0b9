package kz.dabyl.alerts.incidents;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.Comparator;
import java.util.Optional;

/**
 * Where an incident stands in the list, newest first. Never changes while an incident is revised, so that a client that
 * pages through the list meets every incident once.
 *
 * @param detected tick of the first revision, epoch milliseconds
 */
public record ListPosition(long detected, String id) implements Comparable<ListPosition> {

    private static final Comparator<ListPosition> NEWEST_FIRST =
            Comparator.comparingLong(ListPosition::detected).reversed().thenComparing(ListPosition::id);

    /** The position as clients carry it around, without meaning to them. */
    String cursor() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString((detected + ":" + id).getBytes(UTF_8));
    }

    static Optional<ListPosition> ofCursor(String cursor) {
        try {
            var text = new String(Base64.getUrlDecoder().decode(cursor), UTF_8);
            var colon = text.indexOf(':');
            return colon < 0
                    ? Optional.empty()
                    : Optional.of(
                            new ListPosition(Long.parseLong(text.substring(0, colon)), text.substring(colon + 1)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    @Override
    public int compareTo(ListPosition other) {
        return NEWEST_FIRST.compare(this, other);
    }
}
