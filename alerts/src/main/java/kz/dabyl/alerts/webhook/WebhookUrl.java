package kz.dabyl.alerts.webhook;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * An address that webhooks may be sent to, as far as its spelling tells: https to a host name, without userinfo or
 * fragment. Closed networks may allow plain http and address literals too, but only in their canonical spelling, for
 * {@code 0177.0.0.1} and {@code 2130706433} mean different hosts to different readers.
 *
 * @param host name, or literal without brackets
 * @param requestUri path and query
 */
public record WebhookUrl(boolean ssl, String host, int port, String requestUri) {

    private static final int MAX_LENGTH = 2048;
    private static final Pattern NAME =
            Pattern.compile("(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)*[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");
    private static final Pattern ENDS_IN_NUMBER = Pattern.compile("(.*\\.)?([0-9]+|0x[0-9a-f]*)");
    private static final String OCTET = "(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
    private static final Pattern CANONICAL_IPV4 = Pattern.compile(OCTET + "(\\." + OCTET + "){3}");

    /**
     * Reads an address.
     *
     * @param allowPrivate whether plain http and address literals are allowed
     * @throws RefusedException if it may not be sent to, with the reason as its message
     */
    public static WebhookUrl parse(String text, boolean allowPrivate) {
        if (text.isEmpty() || text.length() > MAX_LENGTH) {
            throw new RefusedException("expected 1 to " + MAX_LENGTH + " characters, were " + text.length());
        }
        var uri = uri(text);
        var scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("https") && !(allowPrivate && scheme.equals("http"))) {
            throw new RefusedException("expected an https address");
        }
        if (uri.getRawUserInfo() != null) {
            throw new RefusedException("a user name or password in the address is not allowed");
        }
        if (uri.getRawFragment() != null) {
            throw new RefusedException("a fragment in the address is not allowed");
        }
        var ssl = scheme.equals("https");
        var port = uri.getPort() == -1 ? ssl ? 443 : 80 : uri.getPort();
        if (port < 1 || port > 65_535) {
            throw new RefusedException("expected a port from 1 to 65535, was " + port);
        }
        var path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        var query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        return new WebhookUrl(ssl, host(uri.getHost(), allowPrivate), port, path + query);
    }

    private static URI uri(String text) {
        try {
            // URI takes other letters than ASCII in paths, which no HTTP request may carry.
            if (text.chars().anyMatch(c -> c <= ' ' || c > '~')) {
                throw new RefusedException("expected ASCII without spaces: use percent-encoding, in the host punycode");
            }
            var uri = new URI(text);
            if (uri.getHost() == null) {
                throw new RefusedException("expected an address such as https://example.org/hook");
            }
            return uri;
        } catch (URISyntaxException e) {
            throw new RefusedException("expected an address such as https://example.org/hook: " + e.getReason());
        }
    }

    private static String host(String given, boolean allowPrivate) {
        var host = given.toLowerCase(Locale.ROOT);
        if (host.startsWith("[")) {
            if (!allowPrivate || host.contains("%")) {
                throw new RefusedException("an address literal is not allowed, expected a host name");
            }
            return host.substring(1, host.length() - 1);
        }
        if (ENDS_IN_NUMBER.matcher(host).matches()) {
            if (!allowPrivate || !CANONICAL_IPV4.matcher(host).matches()) {
                throw new RefusedException("an address literal is not allowed, expected a host name");
            }
            return host;
        }
        var name = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
        if (!NAME.matcher(name).matches() || ENDS_IN_NUMBER.matcher(name).matches()) {
            throw new RefusedException("'" + given + "' is no host name");
        }
        return name;
    }
}
