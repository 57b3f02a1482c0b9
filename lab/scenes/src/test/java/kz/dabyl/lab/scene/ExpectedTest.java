package kz.dabyl.lab.scene;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import kz.dabyl.lab.net.Operator;
import kz.dabyl.lab.net.Place;
import kz.dabyl.lab.net.Plan;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ExpectedTest {

    private static final Expected SHUTDOWN =
            Expected.silence("shutdown", List.of(Place.ALMATY), Operator.BEELINE, Operator.ALTEL);
    private static final Expected BLOCKING =
            Expected.trouble("blocking", "DNS", List.of(Plan.MESSENGER), List.of(Place.ALMATY), Operator.BEELINE);

    @Test
    void findsNothingWrongWithWhatIsRight() throws Exception {
        var incident = incident("shutdown", "[\"401-01\",\"401-77\"]", "[]", "");

        assertThat(SHUTDOWN.differences(incident)).isEmpty();
        assertThat(SHUTDOWN.concerns(incident)).isTrue();
    }

    @Test
    void namesEachDifference() throws Exception {
        var incident = incident("network_outage", "[\"401-01\"]", "[]", "");

        assertThat(SHUTDOWN.differences(incident))
                .containsExactly("kind is network_outage, not shutdown", "networks are [401-01], not [401-01, 401-77]");
    }

    @Test
    void doesNotTakeABlockedSiteForSilence() throws Exception {
        var blocked = incident("blocking", "[\"401-01\"]", "[\"platform/messenger.example\"]", "DNS");

        assertThat(SHUTDOWN.concerns(blocked)).isFalse();
        assertThat(BLOCKING.concerns(blocked)).isTrue();
        assertThat(BLOCKING.differences(blocked)).isEmpty();
    }

    private static JsonNode incident(String kind, String networks, String targets, @Nullable String reason)
            throws Exception {
        return new ObjectMapper()
                .readTree("{\"kind\":\"" + kind + "\",\"detected\":\"2021-04-24T07:00:20.000Z\","
                        + "\"places\":[\"" + Place.ALMATY.hexagon() + "\"],\"networks\":" + networks
                        + ",\"access\":[\"mobile\"],\"targets\":" + targets + ",\"reason\":"
                        + "\"" + reason + "\"" + "}");
    }
}
