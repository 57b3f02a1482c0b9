package kz.dabyl.runtime.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/**
 * An error answer by RFC 9457.
 *
 * @param status HTTP status
 * @param type last segment of the problem's type, such as {@code malformed-report}
 * @param title the same sentence for every occurrence
 * @param detail what was wrong this time and what to do
 * @param errors single faults, may be empty
 */
public record Problem(int status, String type, String title, String detail, List<Fault> errors) {

    public static final String CONTENT_TYPE = "application/problem+json";

    /**
     * One fault in the request.
     *
     * @param line line of the body, or element of the array, from 1
     * @param pointer JSON pointer within it
     */
    public record Fault(int line, String pointer, String detail) {

        public JsonObject json() {
            return new JsonObject().put("line", line).put("pointer", pointer).put("detail", detail);
        }
    }

    public Problem {
        errors = List.copyOf(errors);
    }

    public static Problem of(int status, String type, String title, String detail) {
        return new Problem(status, type, title, detail, List.of());
    }

    /** A document in the request with one bad value. */
    public static Problem invalid(String pointer, String detail) {
        return invalid(1, pointer, detail);
    }

    /**
     * The same in another line, or another element of an array.
     *
     * @param line from 1
     */
    public static Problem invalid(int line, String pointer, String detail) {
        return new Problem(
                400, "invalid-request", "The request is not valid", detail, List.of(new Fault(line, pointer, detail)));
    }

    /** No or a wrong credential; does not say which. */
    public static Problem unauthorized() {
        return of(401, "unauthorized", "A valid credential is needed", "send 'Authorization: Bearer …'");
    }

    /** A good credential that does not reach so far. */
    public static Problem operatorsOnly() {
        return of(403, "operator-only", "This is for operators", "use the operator token");
    }

    /** A fault of ours; outsiders learn nothing of its cause. */
    public static Problem internal() {
        return of(500, "internal", "Something went wrong on our side", "the operator's log has the cause");
    }

    /** Something we need is away for now. */
    public static Problem unavailable(String detail) {
        return of(503, "unavailable", "The service cannot take this now", detail);
    }

    public JsonObject json() {
        var json = new JsonObject()
                .put("type", "/problems/" + type)
                .put("title", title)
                .put("status", status)
                .put("detail", detail);
        if (!errors.isEmpty()) {
            var list = new JsonArray();
            errors.forEach(fault -> list.add(fault.json()));
            json.put("errors", list);
        }
        return json;
    }

    /** Ends {@code response} with this problem. Does nothing if it has ended already. */
    public void send(HttpServerResponse response) {
        if (response.ended() || response.closed()) {
            return;
        }
        if (status == 401) {
            response.putHeader("WWW-Authenticate", "Bearer");
        }
        response.setStatusCode(status)
                .putHeader(HttpHeaders.CONTENT_TYPE, CONTENT_TYPE)
                .end(json().toBuffer());
    }
}
