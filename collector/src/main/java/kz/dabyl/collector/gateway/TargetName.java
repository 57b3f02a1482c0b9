package kz.dabyl.collector.gateway;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import kz.dabyl.collector.adapter.Addresses;
import kz.dabyl.collector.adapter.HostNames;
import kz.dabyl.model.InvalidInputException;
import kz.dabyl.model.ReportReader;
import kz.dabyl.model.TargetClass;

/**
 * How a target is called in reports: as label {@value #TARGET} says, else by the host that was measured, of the class that
 * label {@value #CLASS} gives, else domestic under the country's own domains and international otherwise.
 */
public final class TargetName {

    public static final String TARGET = "dabyl_target";
    public static final String CLASS = "dabyl_class";

    private TargetName() {}

    /**
     * The name of the target.
     *
     * @param measured what was measured: a URL, or a host with or without a port
     * @throws InvalidInputException if there is none, or a bad one
     */
    public static String of(Map<String, String> labels, Optional<String> measured) {
        return of(labels, measured, "");
    }

    /** The same for what is measured at a port of its own, which belongs to its name; empty for none. */
    public static String of(Map<String, String> labels, Optional<String> measured, String port) {
        var given = Optional.ofNullable(labels.get(TARGET)).filter(text -> !text.isEmpty());
        if (given.isPresent()) {
            return checked(given.get());
        }
        var host = measured.map(TargetName::host)
                .map(text -> HostNames.canonical(text).orElse(text))
                .filter(text -> !text.isEmpty())
                .orElseThrow(() -> new InvalidInputException("/" + TARGET, "is required where no host was measured"));
        if (Addresses.parse(host).filter(Addresses::isLocal).isPresent()) {
            throw new InvalidInputException(
                    "/" + TARGET,
                    "is required where the host is an address of a private network: targets are published");
        }
        var name = port.isEmpty() ? host : (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
        return checked(classOf(labels, host).word() + "/" + name);
    }

    /** {@code target} if it is one. */
    public static String checked(String target) {
        if (!ReportReader.isTarget(target)) {
            throw new InvalidInputException(
                    "/" + TARGET, "expected class/name with class international, domestic, platform or site");
        }
        return target;
    }

    private static TargetClass classOf(Map<String, String> labels, String host) {
        var given = Optional.ofNullable(labels.get(CLASS)).filter(text -> !text.isEmpty());
        if (given.isPresent()) {
            return TargetClass.ofWord(given.get())
                    .orElseThrow(() -> new InvalidInputException(
                            "/" + CLASS, "expected international, domestic, platform or site"));
        }
        return HostNames.classOf(host);
    }

    /** As it stands in {@code https://user@host:443/path}, {@code [::1]:53}, {@code host:53} or {@code host}, lower case. */
    static String host(String measured) {
        var scheme = measured.indexOf("://");
        var rest = scheme < 0 ? measured : measured.substring(scheme + 3);
        rest = rest.substring(0, end(rest));
        rest = rest.substring(rest.lastIndexOf('@') + 1);
        if (rest.startsWith("[")) {
            var bracket = rest.indexOf(']');
            return bracket < 0 ? "" : rest.substring(1, bracket).toLowerCase(Locale.ROOT);
        }
        var colon = rest.indexOf(':');
        var port = colon >= 0 && colon == rest.lastIndexOf(':');
        return (port ? rest.substring(0, colon) : rest).toLowerCase(Locale.ROOT);
    }

    private static int end(String authority) {
        for (var i = 0; i < authority.length(); i++) {
            var letter = authority.charAt(i);
            if (letter == '/' || letter == '?' || letter == '#') {
                return i;
            }
        }
        return authority.length();
    }
}
