package kz.dabyl.collector.adapter.ooni;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import kz.dabyl.collector.adapter.Addresses;
import kz.dabyl.collector.adapter.Field;

/**
 * What OONI's control saw of the same page from elsewhere.
 *
 * @param fails whether it could not fetch the page either
 * @param noSuchName whether the name does not exist for it
 * @param addresses of the name
 */
record WebControl(boolean fails, boolean noSuchName, List<InetAddress> addresses) {

    static WebControl of(Field keys) {
        var control = keys.at("control");
        var dns = control.at("dns");
        var lookup = Failures.in(dns.at("failure")).orElse("");
        return new WebControl(
                Failures.in(control.at("http_request").at("failure")).isPresent(),
                lookup.contains("name_error") || lookup.contains("nxdomain"),
                dns.at("addrs").elements().stream()
                        .map(Field::text)
                        .flatMap(Optional::stream)
                        .flatMap(text -> Addresses.parse(text).stream())
                        .toList());
    }

    /** Whether the name leads nowhere public for it either. */
    boolean isLocal() {
        return !addresses.isEmpty() && addresses.stream().allMatch(Addresses::isLocal);
    }
}
