package kz.dabyl.alerts.fakes;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import kz.dabyl.alerts.fakes.FakeService.Call;
import kz.dabyl.alerts.fakes.FakeService.Reply;

/** A homeserver with one user in one room: the same transaction is the same event. */
public final class FakeMatrix implements Function<Call, Reply> {

    public static final String TOKEN = "syt_abcdefghijkl_1234";
    public static final String ROOM = "!alerts:example.org";

    private static final Pattern PATH = Pattern.compile(
            "/_matrix/client/v3/rooms/%21alerts%3Aexample\\.org/send/m\\.room\\.message/([A-Za-z0-9_-]+)");
    private static final Set<String> FIELDS = Set.of("msgtype", "body", "format", "formatted_body", "m.mentions");
    private static final int MOST_BYTES = 65_536;

    private final Map<String, JsonObject> events = new ConcurrentHashMap<>();

    @Override
    public Reply apply(Call call) {
        if (!call.header("authorization").equals("Bearer " + TOKEN)) {
            return error(401, "M_UNKNOWN_TOKEN");
        }
        var path = PATH.matcher(call.path());
        if (!call.method().equals("PUT") || !path.matches()) {
            return error(404, "M_UNRECOGNIZED");
        }
        var content = call.json();
        if (call.body().getBytes(UTF_8).length > MOST_BYTES
                || !content.fieldNames().equals(FIELDS)) {
            return error(400, "M_BAD_JSON");
        }
        events.putIfAbsent(path.group(1), content);
        return Reply.of(200, "{\"event_id\":\"$" + path.group(1) + "\"}");
    }

    /** What stands in the room, by transaction. */
    public Map<String, JsonObject> events() {
        return events;
    }

    public static Reply error(int status, String code) {
        return Reply.of(
                status, new JsonObject().put("errcode", code).put("error", "no").encode());
    }
}
