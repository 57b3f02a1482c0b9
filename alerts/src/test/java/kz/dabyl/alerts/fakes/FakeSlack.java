package kz.dabyl.alerts.fakes;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import kz.dabyl.alerts.fakes.FakeService.Call;
import kz.dabyl.alerts.fakes.FakeService.Reply;

/** An incoming webhook that takes nothing that could be read as a link, a mention or a field that we do not mean. */
public final class FakeSlack implements Function<Call, Reply> {

    private static final Set<String> FIELDS = Set.of("text", "mrkdwn", "attachments");
    private static final Set<String> ATTACHMENT = Set.of("color", "fallback", "text", "mrkdwn_in");
    private static final Pattern ENTITY = Pattern.compile("&(lt|gt|amp);");
    private static final int MOST = 4000;

    @Override
    public Reply apply(Call call) {
        if (!call.path().startsWith("/services/")) {
            return Reply.of(404, "not here");
        }
        if (!call.method().equals("POST") || !call.header("content-type").equals("application/json")) {
            return Reply.of(400, "invalid_payload");
        }
        try {
            return good(call.json()) ? Reply.of(200, "ok") : Reply.of(400, "invalid_payload");
        } catch (DecodeException | ClassCastException e) {
            return Reply.of(400, "invalid_payload");
        }
    }

    private static boolean good(JsonObject body) {
        var attachments = body.getJsonArray("attachments");
        if (!FIELDS.equals(body.fieldNames()) || body.getBoolean("mrkdwn") || attachments.size() != 1) {
            return false;
        }
        var attachment = attachments.getJsonObject(0);
        var headline = body.getString("text");
        var rest = attachment.getString("text");
        return ATTACHMENT.equals(attachment.fieldNames())
                && attachment.getJsonArray("mrkdwn_in").isEmpty()
                && attachment.getString("color").matches("#[0-9a-f]{6}")
                && !headline.isEmpty()
                && plain(headline)
                && plain(rest)
                && plain(attachment.getString("fallback"))
                && headline.length() + rest.length() <= MOST;
    }

    private static boolean plain(String text) {
        return !text.contains("<")
                && !text.contains(">")
                && !ENTITY.matcher(text).replaceAll("").contains("&");
    }
}
