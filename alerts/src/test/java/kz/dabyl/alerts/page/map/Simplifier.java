package kz.dabyl.alerts.page.map;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Draws boundaries with fewer points such that neighbours still share theirs: rings are cut where three areas meet, each
 * piece is thinned once, whoever it belongs to (D. H. Douglas and T. K. Peucker, "Algorithms for the Reduction of the Number
 * of Points", 1973). Not thread-safe.
 */
final class Simplifier {

    private static final Comparator<Dot> ORDER = Comparator.comparingInt(Dot::x).thenComparingInt(Dot::y);

    /** A point on the grid of whole units. */
    record Dot(int x, int y) {}

    private final double tolerance;
    private final double smallest;
    private final Map<Dot, Set<Dot>> neighbours = new HashMap<>();

    /**
     * @param tolerance how far a boundary may move, in units
     * @param smallest area of a ring below which it is left out
     */
    Simplifier(double tolerance, double smallest) {
        this.tolerance = tolerance;
        this.smallest = smallest;
    }

    /** The areas' rings, closed without a repeated point, thinned. */
    Map<String, List<List<Dot>>> simplify(Map<String, List<List<Dot>>> areas) {
        areas.values().forEach(rings -> rings.forEach(this::learn));
        var thinned = new LinkedHashMap<String, List<List<Dot>>>();
        areas.forEach((code, rings) -> {
            var largest = rings.stream().mapToDouble(Simplifier::area).max().orElse(0);
            thinned.put(
                    code,
                    rings.stream()
                            .filter(ring -> area(ring) >= Math.min(smallest, largest))
                            .map(this::thin)
                            .filter(ring -> ring.size() > 2)
                            .toList());
        });
        return thinned;
    }

    private void learn(List<Dot> ring) {
        for (var i = 0; i < ring.size(); i++) {
            var near = neighbours.computeIfAbsent(ring.get(i), dot -> new HashSet<>());
            near.add(ring.get((i + 1) % ring.size()));
            near.add(ring.get((i + ring.size() - 1) % ring.size()));
        }
    }

    private boolean isJunction(Dot dot) {
        return neighbours.getOrDefault(dot, Set.of()).size() > 2;
    }

    private List<Dot> thin(List<Dot> ring) {
        var open = new ArrayList<>(ring);
        var start = ring.stream().filter(this::isJunction).min(ORDER).orElse(Collections.min(ring, ORDER));
        Collections.rotate(open, -ring.indexOf(start));
        open.add(start);
        var result = new ArrayList<Dot>();
        var piece = new ArrayList<Dot>();
        for (var dot : open) {
            piece.add(dot);
            if (piece.size() > 1 && (isJunction(dot) || dot.equals(start))) {
                var kept = piece(piece);
                if (kept.size() > 2 || !dot.equals(piece.get(0))) {
                    result.addAll(kept.subList(0, kept.size() - 1));
                }
                piece.clear();
                piece.add(dot);
            }
        }
        return result;
    }

    /** Thins a piece the same way whichever neighbour walks along it. */
    private List<Dot> piece(List<Dot> walked) {
        var first = walked.get(0);
        var last = walked.get(walked.size() - 1);
        var closed = first.equals(last);
        var backwards = closed
                ? ORDER.compare(walked.get(1), walked.get(walked.size() - 2)) > 0
                : ORDER.compare(first, last) > 0;
        var piece = new ArrayList<>(walked);
        if (backwards) {
            Collections.reverse(piece);
        }
        var kept = new boolean[piece.size()];
        kept[0] = true;
        kept[piece.size() - 1] = true;
        keep(piece, 0, piece.size() - 1, kept);
        var thinned = new ArrayList<Dot>();
        for (var i = 0; i < kept.length; i++) {
            if (kept[i]) {
                thinned.add(piece.get(i));
            }
        }
        if (backwards) {
            Collections.reverse(thinned);
        }
        return thinned;
    }

    private void keep(List<Dot> piece, int from, int to, boolean[] kept) {
        var farthest = -1;
        var most = tolerance;
        for (var i = from + 1; i < to; i++) {
            var distance = distance(piece.get(i), piece.get(from), piece.get(to));
            if (distance > most) {
                most = distance;
                farthest = i;
            }
        }
        if (farthest > 0) {
            kept[farthest] = true;
            keep(piece, from, farthest, kept);
            keep(piece, farthest, to, kept);
        }
    }

    static double distance(Dot dot, Dot from, Dot to) {
        double dx = to.x - from.x;
        double dy = to.y - from.y;
        var length = dx * dx + dy * dy;
        var along =
                length == 0 ? 0 : Math.max(0, Math.min(1, ((dot.x - from.x) * dx + (dot.y - from.y) * dy) / length));
        return Math.hypot(dot.x - from.x - along * dx, dot.y - from.y - along * dy);
    }

    static double area(List<Dot> ring) {
        var twice = 0.0;
        for (var i = 0; i < ring.size(); i++) {
            var one = ring.get(i);
            var other = ring.get((i + 1) % ring.size());
            twice += (double) one.x * other.y - (double) other.x * one.y;
        }
        return Math.abs(twice) / 2;
    }
}
