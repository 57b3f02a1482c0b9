package kz.dabyl.alerts.fakes;

import io.vertx.core.json.DecodeException;
import java.util.Set;
import java.util.function.Function;
import kz.dabyl.alerts.fakes.FakeService.Call;
import kz.dabyl.alerts.fakes.FakeService.Reply;

/**
 * A gateway for text messages that takes JSON with exactly its fields, one number in the form of E.164, and no text of more
 * than six parts. Other types than JSON it does not look into.
 *
 * @param to name of the field with the number
 * @param text name of the field with the text
 * @param others names of the other fields
 */
public record FakeSms(String to, String text, Set<String> others) implements Function<Call, Reply> {

    private static final int MOST = 6 * 67;

    @Override
    public Reply apply(Call call) {
        var bad = call.method().equals("POST")
                && call.header("content-type").startsWith("application/json")
                && !good(call);
        return bad ? Reply.of(400, "{\"status\":\"BAD\"}") : Reply.of(200, "{\"status\":\"OK\"}");
    }

    private boolean good(Call call) {
        try {
            var body = call.json();
            var said = body.getString(text);
            return body.size() == others.size() + 2
                    && body.fieldNames().containsAll(others)
                    && body.getString(to).matches("\\+[1-9][0-9]{6,14}")
                    && !said.isBlank()
                    && said.length() <= MOST;
        } catch (DecodeException | ClassCastException e) {
            return false;
        }
    }
}
