package kz.dabyl.alerts.fakes;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Set;
import java.util.function.Function;
import kz.dabyl.alerts.fakes.FakeService.Call;
import kz.dabyl.alerts.fakes.FakeService.Reply;

/** An ntfy server that takes JSON and no message of more than 4,096 bytes. */
public final class FakeNtfy implements Function<Call, Reply> {

    private static final Set<String> FIELDS =
            Set.of("topic", "title", "message", "tags", "priority", "click", "markdown");

    @Override
    public Reply apply(Call call) {
        if (!call.path().equals("/") || !call.method().equals("POST")) {
            return Reply.of(404, "{\"code\":40401,\"http\":404,\"error\":\"page not found\"}");
        }
        var body = call.json();
        var message = body.getString("message");
        var good = FIELDS.containsAll(body.fieldNames())
                && body.getString("topic").matches("[-_A-Za-z0-9]{1,64}")
                && message.getBytes(UTF_8).length <= 4096
                && UTF_8.newEncoder().canEncode(message)
                && body.getInteger("priority") >= 1
                && body.getInteger("priority") <= 5;
        return good
                ? Reply.of(200, "{\"id\":\"x\",\"event\":\"message\"}")
                : Reply.of(400, "{\"code\":40024,\"http\":400,\"error\":\"invalid request\"}");
    }
}
