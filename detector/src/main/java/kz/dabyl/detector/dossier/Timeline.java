package kz.dabyl.detector.dossier;

import java.util.ArrayList;
import java.util.List;
import kz.dabyl.detector.core.IncidentFold;
import kz.dabyl.detector.core.IncidentFold.Reports;
import kz.dabyl.model.Areas;
import kz.dabyl.model.Cell;
import kz.dabyl.model.Incident;

/**
 * Reports a minute, expected and heard, in the incident's cells and in its neighbours that are none of them. Sums only, and of
 * neighbours those that may be shown, so that nobody can be told from another.
 *
 * @param points in the order of their times
 */
public record Timeline(List<Point> points) {

    public Timeline {
        points = List.copyOf(points);
    }

    /**
     * One minute.
     *
     * @param until its end, epoch milliseconds
     * @param affected reports of the incident's cells
     * @param others reports of the other cells of its areas that may be shown
     */
    public record Point(long until, Reports affected, Reports others) {}

    /** Looks at a fold as it goes through the evidence, now and then. Not thread-safe. */
    static final class Sampling {

        private static final int MOST_POINTS = 300;
        private static final long LEAST_STEP_MILLIS = 30_000;

        private final Incident incident;
        private final long step;
        private final List<Point> points = new ArrayList<>();
        private long last = Long.MIN_VALUE;

        /** @param from beginning of the evidence */
        Sampling(Incident incident, long from) {
            this.incident = incident;
            this.step = Math.max(LEAST_STEP_MILLIS, (incident.updated() - from) / MOST_POINTS);
        }

        void look(IncidentFold fold) {
            if (fold.now() - step < last) {
                return;
            }
            last = fold.now();
            var affected = fold.pulse(this::isAffected, 0);
            var due = held(affected.expected());
            points.add(new Point(
                    last,
                    new Reports(due, affected.heard()),
                    fold.pulse(this::isOther, fold.rules().thresholds().minProbes())));
        }

        /** Nobody promises anything any more once he is cut off: what had been promised goes on to be expected. */
        private double held(double expected) {
            var cut = last > incident.started() && (incident.ended() == null || last <= incident.ended());
            return cut && !points.isEmpty()
                    ? Math.max(expected, points.get(points.size() - 1).affected.expected())
                    : expected;
        }

        private boolean isAffected(Cell cell) {
            return incident.places().contains(cell.place())
                    && incident.networks().contains(cell.network())
                    && incident.access().contains(cell.access());
        }

        private boolean isOther(Cell cell) {
            return !isAffected(cell)
                    && incident.places().stream()
                            .anyMatch(place -> Areas.of(place).equals(Areas.of(cell.place())));
        }

        Timeline timeline() {
            return new Timeline(points);
        }
    }
}
