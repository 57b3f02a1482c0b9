package kz.dabyl.alerts.fakes;

import io.vertx.core.json.JsonObject;
import java.util.ArrayDeque;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import kz.dabyl.alerts.fakes.FakeService.Call;
import kz.dabyl.alerts.fakes.FakeService.Reply;

/** The Bot API, as strict as a compiler: fields, markup and length are looked at before anything is taken. */
public final class FakeTelegram implements Function<Call, Reply> {

    public static final String TOKEN = "123456789:AAbbccddeeffgghhiijjkkllmmnnooppqqr";

    private static final Set<String> FIELDS =
            Set.of("chat_id", "text", "parse_mode", "message_thread_id", "link_preview_options");
    private static final Pattern TAG = Pattern.compile("</?(b|i|u|s|code|pre)>");
    private static final Pattern ENTITY = Pattern.compile("&(lt|gt|amp|quot|#[0-9]{1,7});");
    private static final int MOST = 4096;

    /** The General topic, which is reached by naming none. */
    private static final int GENERAL = 1;

    @Override
    public Reply apply(Call call) {
        if (!call.path().equals("/bot" + TOKEN + "/sendMessage")
                || !call.method().equals("POST")) {
            return error(404, "Not Found");
        }
        if (!call.header("content-type").equals("application/json")) {
            return error(400, "Bad Request: message text is empty");
        }
        var body = call.json();
        if (!FIELDS.containsAll(body.fieldNames())) {
            return error(400, "Bad Request: unknown field in " + body.fieldNames());
        }
        if (!String.valueOf(body.getValue("chat_id")).matches("-?[0-9]{1,19}|@[A-Za-z][A-Za-z0-9_]{4,31}")) {
            return error(400, "Bad Request: chat_id is empty");
        }
        if (Integer.valueOf(GENERAL).equals(body.getInteger("message_thread_id"))) {
            return error(400, "Bad Request: message thread not found");
        }
        if (!balanced(body.getString("text"))) {
            return error(400, "Bad Request: can't parse entities");
        }
        var plain = TAG.matcher(body.getString("text")).replaceAll("");
        if (plain.contains("<") || ENTITY.matcher(plain).replaceAll("").contains("&")) {
            return error(400, "Bad Request: can't parse entities");
        }
        var length = ENTITY.matcher(plain).replaceAll("x").length();
        if (length == 0 || length > MOST) {
            return error(400, length == 0 ? "Bad Request: message text is empty" : "Bad Request: message is too long");
        }
        return Reply.of(200, "{\"ok\":true,\"result\":{\"message_id\":1}}");
    }

    /** Whether every tag is closed, the last one first. */
    private static boolean balanced(String text) {
        var open = new ArrayDeque<String>();
        var tags = TAG.matcher(text);
        while (tags.find()) {
            if (!tags.group().startsWith("</")) {
                open.push(tags.group(1));
            } else if (!tags.group(1).equals(open.poll())) {
                return false;
            }
        }
        return open.isEmpty();
    }

    public static Reply error(int code, String description) {
        return Reply.of(code, fault(code, description).encode());
    }

    /** What a group answers that became a supergroup. */
    public static Reply movedTo(long chat) {
        return Reply.of(
                400,
                fault(400, "Bad Request: group chat was upgraded to a supergroup chat")
                        .put("parameters", new JsonObject().put("migrate_to_chat_id", chat))
                        .encode());
    }

    private static JsonObject fault(int code, String description) {
        return new JsonObject().put("ok", false).put("error_code", code).put("description", description);
    }
}
