package kz.dabyl.alerts.subscriptions;

import static kz.dabyl.alerts.subscriptions.Faults.absent;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads the template of an SMS gateway. Use once. */
record SmsReader(AddressReader reader) {

    /** Half a surrogate pair is no character: what is kept in UTF-8 would be another text. */
    private static final Pattern ANY = Pattern.compile("[^\\ud800-\\udfff]{1,2000}");

    private static final Pattern EXPECT = Pattern.compile("[^\\ud800-\\udfff]{1,100}");
    private static final Pattern NUMBER = Pattern.compile("\\+[1-9][0-9]{6,14}");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9-]{1,60}");
    private static final Pattern VALUE = Pattern.compile("[ -~]{1,1000}");
    private static final Set<String> OURS =
            Set.of("host", "content-length", "transfer-encoding", "connection", "te", "upgrade");
    private static final int MOST_NUMBERS = 20;
    private static final int MOST_HEADERS = 20;
    private static final String CONTENT_TYPE = "content-type";

    Address read(JsonNode tree) {
        var url = url(tree.path("url"));
        var method = method(tree.path("method"));
        var headers = headers(tree.path("headers"));
        var body = body(tree.path("body"), method, headers);
        places(url, body, tree);
        return new Address.Sms(url, method, headers, body, numbers(tree.path("to")), expect(tree.path("expect")));
    }

    private Secret url(JsonNode node) {
        var url = reader.secret(node, "/url", ANY, "an address", Secret.Open::url);
        if (url instanceof Secret.Open open && node.isTextual()) {
            if (SmsTemplate.choosesHost(open.text())) {
                bad("/url", "values may not be put before the path");
            } else {
                reader.checked("/url", SmsTemplate.sample(open.text()));
            }
        }
        return url;
    }

    private String method(JsonNode node) {
        var method = absent(node) ? "POST" : node.asText();
        if (!method.equals("GET") && !method.equals("POST") && !method.equals("PUT")) {
            reader.faults().expected("/method", "GET, POST or PUT", node);
        }
        return method;
    }

    private Map<String, Secret> headers(JsonNode node) {
        var headers = new LinkedHashMap<String, Secret>();
        if (absent(node)) {
            return headers;
        }
        if (!node.isObject() || node.size() > MOST_HEADERS) {
            bad("/headers", "expected an object of at most " + MOST_HEADERS + " headers");
            return headers;
        }
        node.properties().forEach(header -> {
            var name = header.getKey().toLowerCase(Locale.ROOT);
            if (!NAME.matcher(name).matches() || OURS.contains(name)) {
                bad("/headers", "expected names of headers that are free to be set");
            } else {
                headers.put(
                        name, reader.secret(header.getValue(), "/headers", VALUE, "values of ASCII", Secret.Open::of));
            }
        });
        return headers;
    }

    private Optional<Secret> body(JsonNode node, String method, Map<String, Secret> headers) {
        if (absent(node)) {
            return Optional.empty();
        }
        if (method.equals("GET")) {
            bad("/body", "a GET has none");
        }
        if (headers.getOrDefault(CONTENT_TYPE, new Secret.Open("application/json", "")) instanceof Secret.Open type
                && !SmsTemplate.knows(type.text())) {
            bad("/headers", "expected a content-type of JSON, XML, plain text or a form");
        }
        return Optional.of(
                reader.secret(node, "/body", ANY, "1 to 2000 characters", text -> new Secret.Open(text, "set")));
    }

    private void places(Secret url, Optional<Secret> body, JsonNode tree) {
        if (url instanceof Secret.Open open && tree.path("url").isTextual()) {
            var template = open.text() + body.map(Secret::text).orElse("");
            if (!template.contains("{to}") || !template.contains("{text}")) {
                bad(body.isPresent() ? "/body" : "/url", "expected {to} and {text} in the address or the body");
            }
        }
    }

    private List<Secret> numbers(JsonNode node) {
        var numbers = new ArrayList<Secret>();
        if (!node.isArray() || node.isEmpty() || node.size() > MOST_NUMBERS) {
            bad("/to", "expected an array of 1 to " + MOST_NUMBERS + " numbers");
            return numbers;
        }
        for (var i = 0; i < node.size(); i++) {
            numbers.add(
                    reader.secret(node.get(i), "/to/" + i, NUMBER, "a number such as +77011234567", Secret.Open::of));
        }
        return numbers;
    }

    private String expect(JsonNode node) {
        if (absent(node)) {
            return "";
        }
        if (!node.isTextual() || !EXPECT.matcher(node.asText()).matches()) {
            reader.faults().expected("/expect", "1 to 100 characters", node);
        }
        return node.asText();
    }

    private void bad(String pointer, String detail) {
        reader.faults().bad(pointer, detail);
    }
}
