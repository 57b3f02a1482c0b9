package kz.dabyl.collector.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import kz.dabyl.model.rules.RuleProposal;
import kz.dabyl.runtime.http.Problem;
import org.jspecify.annotations.Nullable;

/** What a request says of the change that it wishes. */
public final class ChangeHeaders {

    private static final String REASON = "X-Dabyl-Reason";
    private static final int MAX_REASON = 500;

    private ChangeHeaders() {}

    /** Why; the refusal names the header where it is missing. */
    public static String reason(RoutingContext ctx) throws Refusal {
        var reason = reasonIfAny(ctx);
        if (reason.isEmpty()) {
            throw unexplained();
        }
        return reason;
    }

    /** The same where a change explains itself; empty if nothing is said. */
    public static String reasonIfAny(RoutingContext ctx) throws Refusal {
        return reasonIfAny(ctx.request().getHeader(REASON));
    }

    public static String reasonIfAny(@Nullable String header) throws Refusal {
        var reason = header == null ? "" : text(header).strip();
        if (reason.length() > MAX_REASON) {
            throw unexplained();
        }
        return reason;
    }

    private static Refusal unexplained() {
        return Refusal.of(Problem.of(
                400,
                "reason-required",
                "A change needs a reason",
                "say why in the header " + REASON + ", in 1 to " + MAX_REASON + " characters"));
    }

    /** Headers come byte by byte; people who write Cyrillic into them send UTF-8. */
    private static String text(String header) {
        try {
            return UTF_8.newDecoder()
                    .decode(ByteBuffer.wrap(header.getBytes(ISO_8859_1)))
                    .toString();
        } catch (CharacterCodingException e) {
            return header;
        }
    }

    /** The version that is changed, by {@code If-Match}. */
    public static RuleProposal.Condition condition(RoutingContext ctx) throws Refusal {
        return condition(ctx.request().getHeader(HttpHeaders.IF_MATCH));
    }

    public static RuleProposal.Condition condition(@Nullable String header) throws Refusal {
        if (header == null || header.strip().equals("*")) {
            return RuleProposal.Condition.ANY;
        }
        var version = header.strip().replaceFirst("^\"(.*)\"$", "$1");
        if (!version.matches("[0-9]{1,9}")) {
            throw Refusal.of(
                    Problem.of(400, "invalid-if-match", "If-Match is no version", "send the ETag of what you changed"));
        }
        return RuleProposal.Condition.version(Integer.parseInt(version));
    }
}
