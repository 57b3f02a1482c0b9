package kz.dabyl.detector.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import kz.dabyl.detector.core.probes.ProbeFold;
import kz.dabyl.model.Access;
import kz.dabyl.model.Cell;
import kz.dabyl.model.Incident;
import kz.dabyl.model.IncidentKind;
import kz.dabyl.model.LogEntry;
import kz.dabyl.model.PingError;
import kz.dabyl.model.Thresholds;
import org.junit.jupiter.api.Test;

/** What is said of cells beside incidents. */
class CellStatusTest {

    private static final Cell CENTRE = new Cell(TestCity.CENTRE, "401-01", Access.MOBILE);
    private static final Cell ASTANA = new Cell(TestCity.ASTANA, "401-01", Access.MOBILE);
    private static final int PROBES = 5;
    private static final long BLIND = TestCity.START + 900_000;

    private final ProbeFold probes = new ProbeFold(0, 1);
    private final IncidentFold incidents = new IncidentFold(Thresholds.DEFAULT, List.of());
    private final List<Incident> revisions = new ArrayList<>();

    @Test
    void countsNoProbesThatOnlyABlindCollectorHears() {
        var city = new TestCity(1).add(CENTRE, PROBES, "c1").add(ASTANA, PROBES, "c2");
        var log = city.log(960);
        log.removeIf(entry -> collector(entry).equals("c1") && time(entry) >= BLIND);

        fold(log);

        assertThat(incidents.blind()).containsExactly("c1");
        assertThat(status(CENTRE).known()).isEqualTo(PROBES);
        assertThat(status(CENTRE).probes()).isZero();
        assertThat(status(ASTANA).probes()).isPositive();
    }

    @Test
    void callsNoCellAffectedByASiteThatFailsEverywhere() {
        var targets = new TestTargets()
                .trouble(moment -> moment.within(900, 3600), TestTargets.failing(PingError.REFUSED), TestTargets.SITE);
        var city = TestCity.ofThreePlaces(11, PROBES)
                .add(new Cell("DE", "AS3320", Access.FIXED), 3, "c1")
                .answering(targets);

        fold(city.log(1800));

        assertThat(revisions).extracting(Incident::kind).contains(IncidentKind.TARGET_DOWN);
        assertThat(revisions).extracting(Incident::state).containsOnly(Incident.State.OPEN);
        assertThat(incidents.cells()).noneMatch(CellStatus::affected);
    }

    private void fold(List<LogEntry> log) {
        log.forEach(entry -> probes.accept(entry, hop -> incidents.accept(hop, revisions::add)));
    }

    private CellStatus status(Cell cell) {
        return incidents.cells().stream()
                .filter(status -> status.cell().equals(cell))
                .findFirst()
                .orElseThrow();
    }

    private static String collector(LogEntry entry) {
        return entry instanceof LogEntry.Tick tick ? tick.collector() : ((LogEntry.Received) entry).collector();
    }

    private static long time(LogEntry entry) {
        return entry instanceof LogEntry.Tick tick ? tick.time() : ((LogEntry.Received) entry).received();
    }
}
