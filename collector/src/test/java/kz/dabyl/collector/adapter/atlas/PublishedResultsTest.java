package kz.dabyl.collector.adapter.atlas;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import kz.dabyl.collector.adapter.Adapted;
import kz.dabyl.collector.adapter.Addresses;
import kz.dabyl.collector.adapter.Read;
import kz.dabyl.collector.adapter.Samples;
import kz.dabyl.model.Ping;
import kz.dabyl.model.PingError;
import org.junit.jupiter.api.Test;

/** Results of every type and firmware, as RIPE Atlas published them. */
class PublishedResultsTest {

    private static final String FOLDER = "ripe-atlas-results";
    private static final List<String> TYPES = List.of("ping", "traceroute", "dns", "http", "ssl", "ntp");

    private final AtlasAdapter adapter = new AtlasAdapter(ProbeDirectory.EMPTY, TargetClasses.BY_NAME);

    @Test
    void readsEveryFirmwareOfEveryTypeThatItKnows() throws IOException {
        var rejected = new ArrayList<String>();
        var reports = 0;

        for (var result : results()) {
            if (adapter.read(result) instanceof Adapted.Rejected no) {
                rejected.add(no.reason() + " " + no.pointer());
            } else {
                reports++;
            }
        }

        assertThat(reports).isEqualTo(111);
        assertThat(rejected)
                .containsExactlyInAnyOrder("UNUSABLE /type", "UNUSABLE /type", "UNUSABLE /type", "UNUSABLE /error");
    }

    @Test
    void opensTheBundlesInWhichArchivesKeepResults() throws IOException {
        var reports = new ArrayList<Adapted>();

        for (var file : Samples.files(FOLDER)) {
            for (var result : Samples.documents(file)) {
                reports.add(adapter.read(result));
            }
        }

        assertThat(reports).hasSize(115).allMatch(Adapted.Reports.class::isInstance);
    }

    @Test
    void tellsLossFromAnswersInPings() throws IOException {
        var pings = new ArrayList<Ping>();

        for (var result : Samples.documents(FOLDER + "/ping.ndjson")) {
            pings.add(Read.report(adapter, result).pings().get(0));
        }

        assertThat(pings.get(0).rttMillis()).isEqualTo(57.876);
        assertThat(pings)
                .filteredOn(ping -> !ping.ok())
                .singleElement()
                .extracting(Ping::error)
                .isEqualTo(PingError.TIMEOUT);
    }

    @Test
    void keepsNoAddressOfAnybodyWhoMeasures() throws IOException {
        var leaks = new ArrayList<String>();

        for (var result : results()) {
            var said = adapter.read(result).toString();
            somebodys(result, result.path("dst_addr").asText()).stream()
                    .filter(said::contains)
                    .forEach(address -> leaks.add(address + " in " + said));
        }

        assertThat(leaks).isEmpty();
    }

    private static List<JsonNode> results() throws IOException {
        var results = new ArrayList<JsonNode>();
        for (var type : TYPES) {
            results.addAll(Samples.documents(FOLDER + "/" + type + ".ndjson"));
        }
        return results;
    }

    /** Every address in a result but the target's: of the probe, of hops, of resolvers that it asked by itself. */
    private static Set<String> somebodys(JsonNode result, String target) {
        var addresses = new HashSet<String>();
        for (var name : List.of("from", "src_addr", "srcaddr")) {
            result.findValues(name).forEach(value -> addresses.add(value.asText()));
        }
        result.path("resultset")
                .forEach(asked -> addresses.add(asked.path("dst_addr").asText()));
        addresses.removeIf(text -> Addresses.parse(text).isEmpty() || Addresses.same(text, target));
        return addresses;
    }
}
