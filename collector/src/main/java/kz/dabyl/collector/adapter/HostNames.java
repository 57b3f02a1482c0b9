package kz.dabyl.collector.adapter;

import java.net.IDN;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import kz.dabyl.model.TargetClass;

/** Names of hosts in one spelling, so that one target has one name whoever measured it. */
public final class HostNames {

    private static final Pattern NAME = Pattern.compile("[a-z0-9_-]{1,63}(\\.[a-z0-9_-]{1,63})*");
    private static final Pattern URL_HOST = Pattern.compile(
            "(?i)[a-z][a-z0-9+.-]*://(?:[^/?#@]*@)?(\\[[^\\]/?#]*\\]|[^/?#:\\[\\]]*)(?::[0-9]*)?(?:[/?#].*)?",
            Pattern.DOTALL);
    private static final int MAX_LENGTH = 253;

    /** Domains of the country that is watched. */
    private static final List<String> HOME = List.of(".kz", ".xn--80ao21a", ".қаз");

    private HostNames() {}

    /**
     * A host name in lower case and ASCII, without a dot at its end, or an address as {@link Addresses#spell} does; empty if
     * the text is neither.
     */
    public static Optional<String> canonical(String text) {
        var address = Addresses.parse(text);
        if (address.isPresent()) {
            return address.map(Addresses::spell);
        }
        if (text.length() > MAX_LENGTH + 1) {
            return Optional.empty();
        }
        try {
            var ascii = IDN.toASCII(text).toLowerCase(Locale.ROOT);
            var name = ascii.endsWith(".") ? ascii.substring(0, ascii.length() - 1) : ascii;
            return name.length() <= MAX_LENGTH && NAME.matcher(name).matches() ? Optional.of(name) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Where a host stands whom nobody has classed: at home under the country's own domains, abroad else. */
    public static TargetClass classOf(String host) {
        return HOME.stream().anyMatch(host::endsWith) ? TargetClass.DOMESTIC : TargetClass.INTERNATIONAL;
    }

    /** The host of a URL, whose letters may be of any script, in its canonical spelling. */
    public static Optional<String> ofUrl(String url) {
        var matcher = URL_HOST.matcher(url);
        return matcher.matches() ? canonical(matcher.group(1).replaceAll("[\\[\\]]", "")) : Optional.empty();
    }
}
