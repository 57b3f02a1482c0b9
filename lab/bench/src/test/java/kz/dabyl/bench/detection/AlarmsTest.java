package kz.dabyl.bench.detection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import kz.dabyl.detector.tuning.Truth;
import kz.dabyl.model.IncidentKind;
import org.junit.jupiter.api.Test;

class AlarmsTest {

    private static final Truth.Cell ONE = new Truth.Cell("8820e60003fffff", "401-01");
    private static final Truth.Cell OTHER = new Truth.Cell("8820e60003fffff", "401-02");
    private static final Truth.Cell FIXED = new Truth.Cell("8820e60003fffff", "AS9198");

    private final Alarms alarms = new Alarms("rule");

    @Test
    void putsCellsOfAnAreaThatFireTogetherIntoOneIncident() {
        alarms.raise(ONE, 500, 1_000);
        alarms.raise(OTHER, 400, 200_000);

        var finding = alarms.findings().get(0);
        assertThat(alarms.findings()).hasSize(1);
        assertThat(finding.detected()).isEqualTo(1_000);
        assertThat(finding.started()).isEqualTo(400);
        assertThat(finding.verdict().cells()).containsExactlyInAnyOrder(ONE, OTHER);
        assertThat(finding.kind()).isEqualTo(IncidentKind.SHUTDOWN);
    }

    @Test
    void beginsAnotherIncidentAfterFiveMinutes() {
        alarms.raise(ONE, 500, 1_000);
        alarms.raise(OTHER, 400, 302_000);

        assertThat(alarms.findings()).hasSize(2);
    }

    @Test
    void isOverWhenTheLastCellIs() {
        alarms.raise(ONE, 500, 1_000);
        alarms.raise(OTHER, 500, 1_000);
        alarms.resolve(ONE, 8_000, 9_000);

        var open = alarms.findings().get(0);
        alarms.resolve(OTHER, 9_500, 10_000);
        var over = alarms.findings().get(0);

        assertThat(open.closings()).isEmpty();
        assertThat(open.verdict().restored()).containsExactly(ONE);
        assertThat(over.closings()).isEqualTo(List.of(10_000L));
        assertThat(over.ended()).hasValue(9_500);
    }

    @Test
    void callsItByItsNetworks() {
        alarms.raise(ONE, 0, 1_000);
        assertThat(alarms.findings().get(0).kind()).isEqualTo(IncidentKind.NETWORK_OUTAGE);

        alarms.raise(FIXED, 0, 2_000);
        assertThat(alarms.findings().get(0).kind()).isEqualTo(IncidentKind.OUTAGE);
    }
}
