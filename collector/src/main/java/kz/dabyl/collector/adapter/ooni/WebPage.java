package kz.dabyl.collector.adapter.ooni;

import java.util.List;
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
        return WebConnectivity.find(keys, host).stream()
                .map(finding -> ping(finding, keys, host))
                .toList();
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
