package kz.dabyl.collector.adapter.ooni;

import java.util.List;
import kz.dabyl.collector.adapter.Adapter;
import kz.dabyl.collector.adapter.Field;
import kz.dabyl.collector.adapter.SequenceNumbers;
import kz.dabyl.model.Ping;
import kz.dabyl.model.Report;
import kz.dabyl.model.Times;

/**
 * Reads measurements of OONI (data format 0.2.0 and later): one measurement is one report, with a ping for each thing that
 * its test judges, or none where it came to no judgement. Stateless.
 */
public final class OoniAdapter implements Adapter {

    @Override
    public Report report(Field measurement) {
        var pings = pings(measurement);
        var at = at(measurement.firstOf("measurement_start_time", "test_start_time"));
        var probe = OoniProbe.of(measurement);
        return new Report(
                probe.pseudonym(),
                SequenceNumbers.of(at / 1000, measurement.node()),
                at,
                Report.NO_PROMISE,
                probe.place(),
                probe.network(),
                probe.access(),
                null,
                probe.software().isEmpty() ? null : probe.software(),
                null,
                pings);
    }

    private static List<Ping> pings(Field measurement) {
        var test = measurement.at("test_name");
        var name = test.text().orElseThrow(test::missing);
        return switch (name) {
            case "web_connectivity" -> WebPage.pings(measurement, keys(measurement));
            case "telegram" -> Platforms.telegram(keys(measurement));
            case "whatsapp" -> Platforms.whatsapp(keys(measurement));
            case "signal" -> Platforms.signal(keys(measurement));
            case "tor" -> Tor.pings(keys(measurement));
            case "ndt" -> Speed.ndt(keys(measurement));
            case "dash" -> Speed.dash(keys(measurement));
            default -> throw test.unusable("is not web_connectivity, telegram, whatsapp, signal, tor, ndt or dash");
        };
    }

    private static Field keys(Field measurement) {
        var keys = measurement.at("test_keys");
        if (keys.isNull()) {
            throw keys.unusable("is null: the test did not run");
        }
        if (keys.isAbsent()) {
            throw keys.missing();
        }
        return keys;
    }

    private static long at(Field time) {
        var text = time.text().orElseThrow(time::missing);
        return Times.parse(text.replace(' ', 'T') + "Z")
                .orElseThrow(() -> time.bad("expected a time such as 2024-02-12 20:33:47"));
    }
}
