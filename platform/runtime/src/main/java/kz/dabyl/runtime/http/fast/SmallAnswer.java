package kz.dabyl.runtime.http.fast;

import java.util.Map;

/**
 * The answer to a {@link SmallPost}.
 *
 * @param fields of the head, but what all answers have
 */
public record SmallAnswer(int status, Map<String, String> fields, String body) {

    public SmallAnswer {
        fields = Map.copyOf(fields);
    }
}
