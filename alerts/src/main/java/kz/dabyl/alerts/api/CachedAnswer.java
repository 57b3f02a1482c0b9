package kz.dabyl.alerts.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/** Answers documents that others may keep: who has the same already is told so instead of being sent it again. */
final class CachedAnswer {

    private static final int TAG_BYTES = 12;

    private CachedAnswer() {}

    /** @param fresh how long it may be used without asking again */
    static void send(RoutingContext ctx, String contentType, String body, Duration fresh) {
        var tag = HexFormat.of().formatHex(Arrays.copyOf(sha256(body), TAG_BYTES));
        // Weak: the server compresses for those who ask, and then the bytes are others.
        ctx.etag("W/\"" + tag + '"');
        ctx.response().putHeader(HttpHeaders.CACHE_CONTROL, "public, max-age=" + fresh.toSeconds());
        if (ctx.isFresh()) {
            ctx.response().setStatusCode(304).end();
        } else {
            ctx.response().putHeader(HttpHeaders.CONTENT_TYPE, contentType).end(body);
        }
    }

    /** What a content security policy calls {@code text} by. */
    static String policyHash(String text) {
        return "'sha256-" + Base64.getEncoder().encodeToString(sha256(text)) + '\'';
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
