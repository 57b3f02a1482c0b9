package kz.dabyl.collector.adapter.atlas;

import java.io.IOException;
import java.util.List;
import kz.dabyl.collector.adapter.Samples;
import org.junit.jupiter.api.Test;

/** Results of every type and firmware, as RIPE Atlas published them. */
class PublishedResultsTest {

    private final AtlasAdapter adapter = new AtlasAdapter(ProbeDirectory.EMPTY, TargetClasses.BY_NAME);

    @Test
    void dump() throws IOException {
        for (var f : List.of("ping", "traceroute", "dns", "http", "ssl", "ntp")) {
            for (var d : Samples.documents("ripe-atlas-results/" + f + ".ndjson")) {
                System.err.println(f + " " + adapter.read(d));
            }
        }
        for (var f : Samples.files("ripe-atlas-results")) {
            for (var d : Samples.documents(f)) {
                System.err.println(f.getFileName() + " " + adapter.read(d));
            }
        }
    }
}
