package kz.dabyl.collector.adapter.ooni;

import java.util.List;
import kz.dabyl.collector.adapter.Addresses;
import kz.dabyl.collector.adapter.Field;
import kz.dabyl.collector.adapter.HostNames;
import kz.dabyl.model.Ping;

/** The test {@code web_connectivity}: whether the page of a URL comes, and if not, why. */
final class WebPage {

    private WebPage() {}

    static List<Ping> pings(Field measurement, Field keys) {
        var input = measurement.at("input");
        var url = input.text().orElseThrow(input::missing);
        var host = HostNames.ofUrl(url).orElseThrow(() -> input.bad("expected a URL with a host"));
        if (isSomebodys(host, measurement)) {
            throw input.unusable("is an address that may be somebody's: private, or of the probe itself");
        }
        return WebConnectivity.find(keys, host).stream()
                .map(finding -> ping(finding, keys, host))
                .toList();
    }

    /** Targets are published. */
    private static boolean isSomebodys(String host, Field measurement) {
        var address = Addresses.parse(host);
        return address.isPresent()
                && (Addresses.isLocal(address.get())
                        || Addresses.same(
                                host, measurement.at("probe_ip").text().orElse("")));
    }

    private static Ping ping(WebFinding finding, Field keys, String host) {
        var ok = finding.error().isEmpty();
        return new Ping(
                "site/" + host,
                ok,
                ok ? Timing.rttMillis(keys) : Double.NaN,
                finding.error().orElse(null),
                finding.throttled() ? Timing.throttledKbps(keys) : Double.NaN,
                Handshakes.certificate(keys, host).orElse(null));
    }
}
