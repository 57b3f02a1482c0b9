package kz.dabyl.simulator;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import kz.dabyl.simulator.event.ProbeKind;
import kz.dabyl.simulator.event.Span;
import kz.dabyl.simulator.event.Target;

/**
 * Probes of one kind.
 *
 * @param name unique in the scenario: pseudonyms and chance hang on it
 * @param places where they live
 * @param headcounts how many in each place
 * @param targets what they try in each round
 * @param software versions and their shares
 * @param collector where they report to, or empty to spread them over all
 * @param invitation by which they came, or empty where the log does not say
 * @param present when they take part
 */
public record ProbeGroup(
        String name,
        ProbeKind kind,
        List<String> places,
        List<Headcount> headcounts,
        Habits habits,
        List<Target> targets,
        Map<String, Double> software,
        Optional<String> collector,
        Optional<Invitation> invitation,
        Span present) {

    /** So many probes in one network of each place. */
    public record Headcount(String network, int probes) {}

    public ProbeGroup {
        places = List.copyOf(places);
        targets = List.copyOf(targets);
        headcounts = List.copyOf(headcounts);
        // Sorted, because the lot of a probe is drawn along the order of the versions.
        software = Collections.unmodifiableSortedMap(new TreeMap<>(software));
    }
}
