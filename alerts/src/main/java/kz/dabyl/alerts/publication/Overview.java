package kz.dabyl.alerts.publication;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import kz.dabyl.alerts.incidents.PastIncident;
import kz.dabyl.model.Incident;
import kz.dabyl.model.IncidentKind;

/**
 * The account of one month. What was retracted is listed apart and counted nowhere else. Hours lie within the month; they
 * are added up, so what happened at the same time counts each, and an incident counts in each of its areas and networks.
 *
 * <p>Pure: a fold over incidents.
 *
 * @param zone whose month it is
 * @param asOf until when what is open has lasted, at most the month's end
 * @param complete whether every incident of the month was there to be counted
 * @param byKind largest loss first, as are the others
 * @param items incidents that lasted into the month, oldest first
 * @param retracted those that would have begun in it
 */
public record Overview(
        YearMonth month,
        ZoneId zone,
        Instant asOf,
        boolean complete,
        Tally total,
        List<Row> byKind,
        List<Row> byArea,
        List<Row> byNetwork,
        List<Item> items,
        List<Item> retracted) {

    private static final double HOUR_MILLIS = 3_600_000.0;

    private static final Comparator<Item> OLDEST_FIRST = Comparator.<Item>comparingLong(
                    item -> item.incident().started())
            .thenComparing(item -> item.incident().id());

    private static final Comparator<Row> LARGEST_FIRST = Comparator.<Row>comparingLong(
                    row -> row.tally().lostMillis())
            .thenComparingInt(row -> row.tally().incidents())
            .reversed()
            .thenComparing(Row::name);

    public Overview {
        byKind = List.copyOf(byKind);
        byArea = List.copyOf(byArea);
        byNetwork = List.copyOf(byNetwork);
        items = List.copyOf(items);
        retracted = List.copyOf(retracted);
    }

    /** How many incidents, how many of them confirmed, and how long people were cut off by them. */
    public record Tally(int incidents, int confirmed, long lostMillis) {

        static final Tally NONE = new Tally(0, 0, 0);

        Tally plus(Item item) {
            var sure = item.incident().certainty() == Incident.Certainty.CONFIRMED;
            return new Tally(incidents + 1, confirmed + (sure ? 1 : 0), lostMillis + item.lostMillis());
        }

        double hours() {
            return Overview.hours(lostMillis);
        }
    }

    /** What one kind, area or network has of it. */
    public record Row(String name, Tally tally) {}

    /** One incident; {@code lostMillis} is how long it cut people off within the month. */
    public record Item(PastIncident incident, long lostMillis) {

        double hours() {
            return Overview.hours(lostMillis);
        }
    }

    /**
     * The account of {@code month} as known at {@code now}.
     *
     * @param completeSince of what ended after this time, epoch milliseconds, no incident is missing
     */
    public static Overview of(
            YearMonth month, ZoneId zone, Instant now, long completeSince, Collection<PastIncident> incidents) {
        var from = month.atDay(1).atStartOfDay(zone).toInstant();
        var until = month.plusMonths(1).atDay(1).atStartOfDay(zone).toInstant();
        var asOf = now.isBefore(until) ? now : until;
        var items = new ArrayList<Item>();
        var retracted = new ArrayList<Item>();
        for (var incident : incidents) {
            if (incident.state() == Incident.State.RETRACTED) {
                if (incident.started() >= from.toEpochMilli() && incident.started() < until.toEpochMilli()) {
                    retracted.add(new Item(incident, 0));
                }
            } else if (incident.started() < until.toEpochMilli() && end(incident, asOf) >= from.toEpochMilli()) {
                items.add(new Item(incident, lost(incident, from, asOf, until)));
            }
        }
        items.sort(OLDEST_FIRST);
        retracted.sort(OLDEST_FIRST);
        var total = Tally.NONE;
        for (var item : items) {
            total = total.plus(item);
        }
        return new Overview(
                month,
                zone,
                asOf,
                completeSince < from.toEpochMilli(),
                total,
                rows(items, incident -> List.of(incident.kind().word())),
                rows(items, PastIncident::areas),
                rows(items, PastIncident::networks),
                items,
                retracted);
    }

    /** The incident that cut people off for longest, if any did. */
    Optional<Item> longest() {
        return items.stream().max(Comparator.comparingLong(Item::lostMillis)).filter(item -> item.lostMillis() > 0);
    }

    static double hours(long millis) {
        return Math.round(millis / HOUR_MILLIS * 100) / 100.0;
    }

    private static List<Row> rows(List<Item> items, Function<PastIncident, List<String>> names) {
        Map<String, Tally> tallies = new TreeMap<>();
        for (var item : items) {
            names.apply(item.incident()).stream()
                    .distinct()
                    .forEach(name -> tallies.merge(name, Tally.NONE.plus(item), (before, one) -> before.plus(item)));
        }
        return tallies.entrySet().stream()
                .map(entry -> new Row(entry.getKey(), entry.getValue()))
                .sorted(LARGEST_FIRST)
                .toList();
    }

    private static long end(PastIncident incident, Instant asOf) {
        return incident.ended().orElse(Math.max(asOf.toEpochMilli(), incident.updated()));
    }

    private static long lost(PastIncident incident, Instant from, Instant asOf, Instant until) {
        // Where a site is down everywhere, or only our collector was away, nobody had lost the internet.
        if (incident.kind() == IncidentKind.TARGET_DOWN || incident.kind() == IncidentKind.COLLECTOR_UNREACHABLE) {
            return 0;
        }
        var begin = Math.max(incident.started(), from.toEpochMilli());
        var end = Math.min(end(incident, asOf), until.toEpochMilli());
        return Math.max(0, end - begin);
    }
}
