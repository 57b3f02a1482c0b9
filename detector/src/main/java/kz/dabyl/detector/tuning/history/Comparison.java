package kz.dabyl.detector.tuning.history;

import java.util.Collection;
import java.util.List;
import kz.dabyl.detector.tuning.Attribution;
import kz.dabyl.model.Incident;
import kz.dabyl.model.Places;

/**
 * Incidents of one set of thresholds held against those of another. Two are about the same thing if they share a place and a
 * network, their times overlap, and both are silence or both are trouble with a target that they share, whatever they are
 * called.
 *
 * @param kept of ours, those that the other has too
 * @param gained of ours, those that the other has not
 * @param lost of the other's, those that we have not
 */
public record Comparison(List<Incident> kept, List<Incident> gained, List<Incident> lost) {

    public Comparison {
        kept = List.copyOf(kept);
        gained = List.copyOf(gained);
        lost = List.copyOf(lost);
    }

    /** Compares what stands in the end; what was taken back counts as never raised. */
    public static Comparison of(Collection<Incident> ours, Collection<Incident> others) {
        return new Comparison(
                ours.stream().filter(i -> anySame(i, others)).toList(),
                ours.stream().filter(i -> !anySame(i, others)).toList(),
                others.stream().filter(i -> !anySame(i, ours)).toList());
    }

    /** Whether one of {@code others} is about what {@code incident} is about. */
    static boolean anySame(Incident incident, Collection<Incident> others) {
        return others.stream().anyMatch(other -> other.id().equals(incident.id()) || same(incident, other));
    }

    private static boolean same(Incident one, Incident other) {
        return sameSort(one, other)
                && one.started() <= end(other)
                && other.started() <= end(one)
                && one.networks().stream().anyMatch(other.networks()::contains)
                && one.places().stream().anyMatch(p -> other.places().stream().anyMatch(q -> same(p, q)));
    }

    /** A shutdown may be taken for an outage, but not for a site that was blocked meanwhile. */
    private static boolean sameSort(Incident one, Incident other) {
        return Attribution.sameFamily(one.kind(), other.kind())
                && (Attribution.isSilence(one.kind()) || one.targets().stream().anyMatch(other.targets()::contains));
    }

    /** Whether both mean the same place, or one a part of the other. */
    static boolean same(String one, String other) {
        return one.equals(other) || (Places.isHex(one) && Places.isHex(other) && Places.overlaps(one, other));
    }

    static long end(Incident incident) {
        var ended = incident.ended();
        return ended == null ? Long.MAX_VALUE : ended;
    }
}
