package kz.dabyl.app.atlas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import kz.dabyl.detector.core.Detection;
import kz.dabyl.model.Documents;
import kz.dabyl.model.Incident;
import kz.dabyl.model.IncidentKind;
import kz.dabyl.model.Times;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the detector finds in days of RIPE Atlas as they were published, where their files are at hand. */
class PublishedCutsTest {

    private static final Path LOGS = Path.of("../../shared/data/ripe-atlas-disconnects");
    private static final int INTERVAL_SECONDS = 60;

    @BeforeEach
    void needsTheLogs() {
        assumeTrue(Files.isDirectory(LOGS), () -> "no published connection logs at " + LOGS.toAbsolutePath());
    }

    @Test
    void findsTheCutOfSriLanka() throws IOException {
        var revisions = detect("msm7000_2016-04-29.json");

        assertThat(revisions)
                .filteredOn(i -> i.networks().contains("AS38229"))
                .isNotEmpty()
                .allSatisfy(i -> {
                    assertThat(i.places()).contains("LK");
                    assertThat(i.started()).isBetween(time("2016-04-29T08:30:00Z"), time("2016-04-29T08:37:00Z"));
                });
    }

    @Test
    void doesNotTakeTheRestartOfAControllerForACut() throws IOException {
        var revisions = detect("msm7000_2016-07-13.json");

        assertThat(revisions)
                .filteredOn(i -> i.kind() != IncidentKind.COLLECTOR_UNREACHABLE)
                .filteredOn(i -> within(i, "2016-07-13T05:40:00Z", "2016-07-13T06:00:00Z")
                        || within(i, "2016-07-13T07:39:00Z", "2016-07-13T08:11:00Z"))
                .isEmpty();
    }

    private static boolean within(Incident incident, String from, String until) {
        return incident.started() >= time(from) && incident.started() < time(until);
    }

    private static long time(String text) {
        return Times.parse(text).orElseThrow();
    }

    private static List<Incident> detect(String file) throws IOException {
        var thresholds = Documents.thresholds("home: \"*\"");
        var directory = ProbeDirectory.parse(Files.readString(LOGS.resolve("probes.csv")));
        var revisions = new ArrayList<Incident>();
        var detection = new Detection(thresholds, List.of(), revisions::add);
        try (var in = Files.newInputStream(LOGS.resolve(file))) {
            new ConnectionImport(directory, INTERVAL_SECONDS, detection::accept).run(ConnectionLogReader.read(in));
        }
        return revisions;
    }
}
