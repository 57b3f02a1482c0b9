package kz.dabyl.detector.evidence;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import kz.dabyl.model.Areas;
import kz.dabyl.model.Cell;
import kz.dabyl.model.Places;
import kz.dabyl.model.Thresholds;

/**
 * Other places for cells of so few probes that nobody may see them: a hexagon of the same area in which nobody is seen, or
 * a country that does not exist. What is counted in an area stays what it was.
 *
 * <p>A hexagon is drawn from all within the same coarse one, whichever of them is the real one: so whoever lays many files
 * side by side learns the coarse one, and no more than that.
 */
final class Disguise {

    /** How many resolutions coarser the hexagon is within which one is moved: some 343 of its kind. */
    private static final int LEVELS = 3;

    /** From 250 km² one is moved within 12,400 km². */
    private static final int COARSEST = 3;

    /** Among fewer nobody is hidden. */
    private static final int FEWEST_CHOICES = 3;

    /** Codes that begin with it ISO 3166 leaves to whoever needs some. */
    private static final char USER_ASSIGNED = 'X';

    private final Thresholds thresholds;
    private final Random random;
    private final Set<String> taken = new HashSet<>();
    private final Map<String, String> places = new HashMap<>();
    private final List<String> countries = new ArrayList<>();

    private Disguise(Thresholds thresholds, Random random) {
        this.thresholds = thresholds;
        this.random = random;
        for (var letter = 'A'; letter <= 'Z'; letter++) {
            countries.add("" + USER_ASSIGNED + letter);
        }
        Collections.shuffle(countries, random);
    }

    /**
     * Where cells are moved to, or why they cannot be.
     *
     * @param added of the new places, those of cells whose old place keeps others
     */
    record Moves(Map<Cell, Cell> moved, Set<String> added, Optional<String> obstacle) {}

    /**
     * @param members cells of the incident, which cannot be moved
     * @param told cells of all incidents of that time, which say where they really are
     */
    static Moves of(
            Map<Cell, Integer> probes, Set<Cell> members, Set<Cell> told, Thresholds thresholds, Random random) {
        var disguise = new Disguise(thresholds, random);
        // Where only hidden cells are must not stay free in every file: it would show by that.
        probes.forEach((cell, most) -> {
            if (most >= thresholds.minProbes()) {
                disguise.taken.add(cell.place());
            }
        });
        var moved = new HashMap<Cell, Cell>();
        for (var entry : probes.entrySet()) {
            var cell = entry.getKey();
            if (entry.getValue() >= thresholds.minProbes()) {
                continue;
            }
            if (members.contains(cell)) {
                return refused("a cell of the incident had fewer than " + thresholds.minProbes() + " probes");
            }
            if (told.contains(cell)) {
                return refused(
                        "a cell of another incident of that time had fewer than " + thresholds.minProbes() + " probes");
            }
            var elsewhere = disguise.elsewhere(cell.place());
            if (elsewhere.isEmpty()) {
                return refused(
                        "a cell of fewer than " + thresholds.minProbes() + " probes cannot be hidden in its area");
            }
            moved.put(cell, new Cell(elsewhere.get(), cell.network(), cell.access()));
        }
        // What would betray an origin is left out: then the same must be found without it, or nothing is given away.
        var added = betrayed(probes.keySet(), moved.keySet())
                ? Set.<String>of()
                : disguise.added(probes.keySet(), moved.keySet());
        return new Moves(moved, added, Optional.empty());
    }

    /**
     * Whether it shows whence a cell was moved: of one that leaves others of its place behind it is told that it did, so it
     * came from one of the places of its area that are shown, and those must be several.
     */
    private static boolean betrayed(Set<Cell> all, Set<Cell> moved) {
        var shown = all.stream()
                .filter(cell -> !moved.contains(cell))
                .map(Cell::place)
                .collect(Collectors.toSet());
        var choices = shown.stream().collect(Collectors.groupingBy(Disguise::surroundings, Collectors.counting()));
        return moved.stream()
                .map(Cell::place)
                .filter(shown::contains)
                .anyMatch(place -> choices.getOrDefault(surroundings(place), 0L) < FEWEST_CHOICES);
    }

    private static String surroundings(String place) {
        return Places.isHex(place) ? Areas.of(place) : "abroad";
    }

    private Set<String> added(Set<Cell> all, Set<Cell> moved) {
        return all.stream()
                .filter(cell -> !moved.contains(cell))
                .flatMap(cell -> Optional.ofNullable(places.get(cell.place())).stream())
                .collect(Collectors.toSet());
    }

    private static Moves refused(String why) {
        return new Moves(Map.of(), Set.of(), Optional.of(why));
    }

    /** Cells of one place stay together. */
    private Optional<String> elsewhere(String place) {
        var known = places.get(place);
        if (known != null) {
            return Optional.of(known);
        }
        var other = Places.isHex(place) ? hexagon(place) : country(place);
        other.ifPresent(to -> {
            taken.add(to);
            places.put(place, to);
        });
        return other;
    }

    private Optional<String> hexagon(String place) {
        var area = Areas.of(place);
        var coarser = Math.max(COARSEST, Places.resolution(place) - LEVELS);
        var free = Places.within(Places.parent(place, coarser), Places.resolution(place)).stream()
                .filter(other -> !taken.contains(other) && Areas.of(other).equals(area))
                .toList();
        return free.size() < FEWEST_CHOICES ? Optional.empty() : Optional.of(free.get(random.nextInt(free.size())));
    }

    /** Countries at home have a meaning that no other has. */
    private Optional<String> country(String place) {
        return thresholds.watches(place.substring(0, 2)) || countries.isEmpty()
                ? Optional.empty()
                : Optional.of(countries.remove(0));
    }
}
