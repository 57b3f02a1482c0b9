package kz.dabyl.alerts.subscriptions;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.net.URLEncoder;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import kz.dabyl.runtime.http.MediaType;
import kz.dabyl.words.MarkupText;

/**
 * Puts {@code {to}}, {@code {text}} and {@code {id}} into the address and the body of a request to an SMS gateway, each
 * escaped so that no value can leave its place. Pure.
 */
public final class SmsTemplate {

    private static final Pattern PLACE = Pattern.compile("\\{(to|text|id)}");

    private SmsTemplate() {}

    /** The address with its places filled: percent-encoded. */
    public static String url(String template, Map<String, String> values) {
        return filled(template, values, SmsTemplate::percent);
    }

    /** The body with its places filled, as its content type wants it; empty if that is not known. */
    public static Optional<String> body(String template, String contentType, Map<String, String> values) {
        return escaping(contentType).map(escape -> filled(template, values, escape));
    }

    /** Whether values can be put into a body of this type. */
    static boolean knows(String contentType) {
        return escaping(contentType).isPresent();
    }

    /** The address as it may look, for those who check addresses. */
    static String sample(String template) {
        return PLACE.matcher(template).replaceAll("0");
    }

    /** Whether values would choose the host. */
    static boolean choosesHost(String template) {
        var path = template.indexOf('/', template.indexOf("://") + 3);
        var matcher = PLACE.matcher(template);
        return matcher.find() && (path < 0 || matcher.start() < path);
    }

    private static Optional<UnaryOperator<String>> escaping(String contentType) {
        var type = MediaType.of(contentType);
        if (type.equals("application/json") || type.endsWith("+json")) {
            return Optional.of(
                    text -> new String(JsonStringEncoder.getInstance().quoteAsString(text)));
        }
        if (type.equals("application/x-www-form-urlencoded")) {
            return Optional.of(SmsTemplate::percent);
        }
        if (type.equals("application/xml") || type.equals("text/xml")) {
            return Optional.of(MarkupText::of);
        }
        return type.equals("text/plain") ? Optional.of(UnaryOperator.identity()) : Optional.empty();
    }

    private static String filled(String template, Map<String, String> values, UnaryOperator<String> escape) {
        return PLACE.matcher(template)
                .replaceAll(place -> Matcher.quoteReplacement(escape.apply(values.getOrDefault(place.group(1), ""))));
    }

    private static String percent(String text) {
        return URLEncoder.encode(text, UTF_8).replace("+", "%20");
    }
}
