package kz.dabyl.app.atlas;

import java.util.List;
import java.util.OptionalLong;
import kz.dabyl.collector.adapter.atlas.ConnectionEvent;
import kz.dabyl.collector.adapter.atlas.ProbeDirectory;
import kz.dabyl.model.Access;
import kz.dabyl.model.Places;
import kz.dabyl.model.Report;

/** A probe of RIPE Atlas while its connections are played. Not thread-safe. */
final class ConnectedProbe {

    private final long id;
    private final String place;
    private OptionalLong asn;
    private String collector = "";
    private boolean connected;
    private int connection;
    private long seq;

    ConnectedProbe(long id, ProbeDirectory directory) {
        this.id = id;
        this.place = directory.country(id).orElse(Places.UNKNOWN);
        this.asn = directory.asn(id);
    }

    void connect(ConnectionEvent event) {
        learn(event);
        collector = event.controller();
        connected = true;
        connection++;
    }

    void disconnect(ConnectionEvent event) {
        learn(event);
        connected = false;
    }

    /** Where the log does not say from which network the probe came, it is where it was last. */
    private void learn(ConnectionEvent event) {
        if (event.asn().isPresent()) {
            asn = event.asn();
        }
    }

    /** Counts the connections so far. */
    int connection() {
        return connection;
    }

    /** Whether that connection still stands. */
    boolean still(int counted) {
        return connected && connection == counted;
    }

    String collector() {
        return collector;
    }

    Report nextReport(long time, int intervalSeconds) {
        var report = new Report(
                "atlas-" + id,
                seq,
                time,
                intervalSeconds,
                place,
                "AS" + asn.orElse(0),
                Access.FIXED,
                null,
                null,
                null,
                List.of());
        seq++;
        return report;
    }
}
