package kz.dabyl.collector.calendar;

import java.util.List;
import kz.dabyl.model.Rally;

/**
 * What a calendar says of rallies.
 *
 * @param items in the order of their beginnings
 * @param skipped events that became no rally
 */
public record RallyImport(List<Rally> items, List<Skipped> skipped) {

    /**
     * An event that became no rally.
     *
     * @param uid its name in the calendar, cut; empty where it has none
     */
    public record Skipped(String uid, String why) {}

    public RallyImport {
        items = List.copyOf(items);
        skipped = List.copyOf(skipped);
    }
}
