package kz.dabyl.collector.rules;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Set;
import kz.dabyl.collector.http.Refusal;
import kz.dabyl.model.Documents;
import kz.dabyl.model.InvalidInputException;
import kz.dabyl.model.rules.RuleKind;
import kz.dabyl.runtime.http.MediaType;
import kz.dabyl.runtime.http.Problem;

/** How thresholds and rallies are written in requests and answers. */
enum RuleFormat {
    JSON("application/json"),
    YAML("application/yaml");

    /** RFC 9512, and what YAML was called before it. */
    private static final Set<String> YAML_TYPES =
            Set.of("application/yaml", "application/x-yaml", "text/yaml", "text/x-yaml", "text/vnd.yaml");

    private final String mediaType;

    RuleFormat(String mediaType) {
        this.mediaType = mediaType;
    }

    /** How a request's body is written, by its headers. */
    static RuleFormat ofBody(HttpServerRequest request) throws Refusal {
        var encoding = request.getHeader(HttpHeaders.CONTENT_ENCODING);
        var type = MediaType.of(request.getHeader(HttpHeaders.CONTENT_TYPE));
        if (encoding == null || encoding.strip().equalsIgnoreCase("identity")) {
            if (type.equals(JSON.mediaType)) {
                return JSON;
            }
            if (YAML_TYPES.contains(type)) {
                return YAML;
            }
        }
        throw Refusal.of(Problem.of(
                415,
                "unsupported-media-type",
                "This kind of body is not taken",
                "send application/yaml or application/json in UTF-8"));
    }

    /** What the sender of a request wants to read. */
    static RuleFormat accepted(RoutingContext ctx) {
        return acceptedOr(ctx, JSON);
    }

    /** The same; {@code usual} of who does not say, or takes anything. */
    static RuleFormat acceptedOr(RoutingContext ctx, RuleFormat usual) {
        for (var accepted : ctx.parsedHeaders().accept()) {
            var type = accepted.component() + "/" + accepted.subComponent();
            if (YAML_TYPES.contains(type)) {
                return YAML;
            }
            if (type.equals(JSON.mediaType)) {
                return JSON;
            }
            if (accepted.component().equals("*")) {
                return usual;
            }
        }
        return usual;
    }

    /** The text of a body. */
    String text(Buffer body) {
        try {
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(body.getBytes())).toString();
        } catch (CharacterCodingException e) {
            throw new InvalidInputException("", "not UTF-8");
        }
    }

    /** The document of one kind that a body holds. */
    JsonNode document(RuleKind kind, Buffer body) {
        return this == YAML ? kind.fromYaml(text(body)) : kind.fromJson(text(body));
    }

    void send(RoutingContext ctx, JsonNode document) {
        var response = ctx.response();
        if (!response.ended() && !response.closed()) {
            response.putHeader(HttpHeaders.CONTENT_TYPE, mediaType)
                    .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                    .putHeader(HttpHeaders.VARY, "Accept")
                    .end(this == YAML ? Documents.yaml(document) : document.toString());
        }
    }
}
