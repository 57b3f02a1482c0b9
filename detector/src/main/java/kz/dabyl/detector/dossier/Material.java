package kz.dabyl.detector.dossier;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import kz.dabyl.detector.evidence.EvidenceCheck;
import kz.dabyl.model.Incident;
import kz.dabyl.model.Thresholds;

/**
 * What a dossier takes from the evidence.
 *
 * @param sha256 of the evidence's lines
 * @param thresholds in force when it began
 * @param revision the last that the evidence decides
 */
record Material(Timeline timeline, String sha256, Thresholds thresholds, int revision) {

    private static final int BUFFER_BYTES = 64 * 1024;

    /** Reads a gzipped file of evidence. Blocking. */
    static Material of(Path file, Incident incident, long from) throws IOException {
        var sampling = new Timeline.Sampling(incident, from);
        try (var in = new BufferedInputStream(new GZIPInputStream(Files.newInputStream(file), BUFFER_BYTES))) {
            var verdict = EvidenceCheck.of(in, sampling::look);
            return new Material(
                    sampling.timeline(),
                    verdict.sha256(),
                    verdict.head().thresholds(),
                    verdict.head().revision());
        }
    }
}
