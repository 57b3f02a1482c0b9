package kz.dabyl.collector.targets;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import kz.dabyl.model.targets.Target;
import kz.dabyl.model.targets.TargetList;
import kz.dabyl.model.targets.TargetListJson;
import kz.dabyl.runtime.secrets.SigningKey;

/**
 * {@code GET /v1/targets}: what probes are asked to measure, signed, open to all. A list is issued anew each hour, the same
 * by every collector of one key and one file; so a probe never sees a list that is older than the one it has only because
 * another collector answered. Thread-safe.
 */
public final class TargetRoute {

    private static final long ISSUED_EACH = Duration.ofHours(1).toMillis();
    private static final long VALID = Duration.ofDays(7).toMillis();

    private final List<Target> targets;
    private final SigningKey key;
    private final InstantSource clock;
    private volatile Signed signed;

    /** A list as it is served. */
    private record Signed(long issued, Buffer body, String signature) {}

    public TargetRoute(TargetRules rules, InstantSource clock) {
        this.targets = rules.targets();
        this.key = rules.key();
        this.clock = clock;
        signed = signed(issueTime());
    }

    public void mount(Router router) {
        router.get("/v1/targets").handler(this::answer);
    }

    private void answer(RoutingContext ctx) {
        var due = issueTime();
        var current = signed;
        if (current.issued() != due) {
            current = signed(due);
            signed = current;
        }
        ctx.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                .putHeader(HttpHeaders.CACHE_CONTROL, "max-age=600")
                .putHeader(TargetListJson.SIGNATURE_HEADER, current.signature())
                .end(current.body());
    }

    private long issueTime() {
        return clock.millis() / ISSUED_EACH * ISSUED_EACH;
    }

    private Signed signed(long issued) {
        var body = TargetListJson.write(new TargetList(issued, issued + VALID, targets));
        var purpose = TargetListJson.SIGNED_AS.getBytes(UTF_8);
        var whole =
                ByteBuffer.allocate(purpose.length + body.length).put(purpose).put(body);
        return new Signed(issued, Buffer.buffer(body), Base64.getEncoder().encodeToString(key.sign(whole.array())));
    }
}
