package kz.dabyl.alerts.incidents;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import kz.dabyl.alerts.fakes.SomeIncident;
import kz.dabyl.model.Times;
import org.junit.jupiter.api.Test;

class IncidentArchiveTest {

    private final IncidentArchive archive = new IncidentArchive(3);

    @Test
    void keepsTheLastRevisionOfEach() {
        archive.add(SomeIncident.opening("a").incident());
        archive.add(SomeIncident.opening("a").revision(3).closed().incident());
        archive.add(SomeIncident.opening("a").revision(2).incident());

        assertThat(archive.between(0, Long.MAX_VALUE)).singleElement().satisfies(incident -> {
            assertThat(incident.revision()).isEqualTo(3);
            assertThat(incident.ended()).isEqualTo(OptionalLong.of(SomeIncident.STARTED + 3_600_000));
        });
    }

    @Test
    void findsWhatLastedIntoATime() {
        archive.add(SomeIncident.opening("open").started("2021-02-01T00:00:00Z").incident());
        archive.add(SomeIncident.opening("over")
                .started("2021-02-01T00:00:00Z")
                .closed("2021-02-02T00:00:00Z")
                .incident());

        assertThat(archive.between(time("2021-02-01T12:00:00Z"), time("2021-02-01T13:00:00Z")))
                .hasSize(2);
        assertThat(archive.between(time("2021-02-03T00:00:00Z"), time("2021-02-04T00:00:00Z")))
                .extracting(PastIncident::id)
                .containsExactly("open");
        assertThat(archive.between(time("2021-01-01T00:00:00Z"), time("2021-02-01T00:00:00Z")))
                .isEmpty();
    }

    @Test
    void forgetsTheOldestBeyondItsLimitAndKnowsIt() {
        assertThat(archive.completeSince()).isEqualTo(Long.MIN_VALUE);
        for (var day = 1; day <= 4; day++) {
            var start = "2021-02-0" + day + "T00:00:00Z";
            archive.add(SomeIncident.opening("i" + day)
                    .started(start)
                    .closed("2021-02-0" + day + "T01:00:00Z")
                    .incident());
        }

        assertThat(archive.between(0, Long.MAX_VALUE))
                .extracting(PastIncident::id)
                .containsOnly("i2", "i3", "i4");
        assertThat(archive.completeSince()).isEqualTo(time("2021-02-01T01:00:00Z"));
    }

    private static long time(String text) {
        return Times.parse(text).orElseThrow();
    }
}
