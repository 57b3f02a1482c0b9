package kz.dabyl.lab.scene;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class BlockedCollectorTest {

    private static final BlockedCollector BLOCKED = new BlockedCollector(
            "site/collector.example", Instant.parse("2021-04-24T07:00:00Z"), Instant.parse("2021-04-24T07:01:00Z"), 2);

    @Test
    void isContentWhenAllWhoKnowAnotherAddressTellOfIt() throws Exception {
        var lines = List.of(
                line("07:00:06", "p-1", "site/collector.example", false),
                line("07:00:07", "p-2", "site/collector.example", false),
                line("07:00:12", "p-2", "site/collector.example", false));

        assertThat(BLOCKED.problems(lines)).isEmpty();
    }

    @Test
    void missesWhoToldNothingOrTooEarlyOrOfAnotherOrThatAllIsWell() throws Exception {
        var lines = List.of(
                line("07:00:06", "p-1", "site/collector.example", false),
                line("06:59:59", "p-2", "site/collector.example", false),
                line("07:00:07", "p-3", "site/backup.example", false),
                line("07:00:08", "p-4", "site/collector.example", true));

        assertThat(BLOCKED.problems(lines)).singleElement().asString().startsWith("1 probes told");
    }

    private static JsonNode line(String time, String probe, String target, boolean ok) throws Exception {
        return new ObjectMapper()
                .readTree("{\"received\":\"2021-04-24T" + time + ".000Z\",\"report\":{\"probe\":\"" + probe
                        + "\",\"pings\":[{\"target\":\"domestic/egov.example\",\"ok\":true},{\"target\":\"" + target
                        + "\",\"ok\":" + ok + "}]}}");
    }
}
