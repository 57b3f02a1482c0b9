package kz.dabyl.simulator;

import java.util.ArrayList;
import java.util.List;
import kz.dabyl.model.Areas;

/**
 * Where a probe is while nothing happens: stays in places of its own city, fewer by night, some of them reached through
 * a tunnel without reception. Drawn for the whole scenario in advance, so that the truth knows it too. It remembers where it was asked last, as
 * time goes on by small steps. Not thread-safe.
 */
final class Itinerary {

    private static final double MILLIS_PER_DAY = 86_400_000;
    private static final double TUNNEL_SHARE = 0.3;
    private static final double HOMEWARD_SHARE = 0.5;
    private static final int MIN_TUNNEL_MILLIS = 20_000;
    private static final int TUNNEL_SPREAD_MILLIS = 100_000;

    private final String home;
    private final long[] departures;
    private final long[] arrivals;
    private final String[] places;
    private int last = -1;

    private Itinerary(String home, List<Trip> trips) {
        this.home = home;
        departures = trips.stream().mapToLong(Trip::departure).toArray();
        arrivals = trips.stream().mapToLong(Trip::arrival).toArray();
        places = trips.stream().map(Trip::to).toArray(String[]::new);
    }

    private record Trip(long departure, long arrival, String to) {}

    static Itinerary of(Member member, Scenario scenario, DayCurve day) {
        var home = member.traits().home().place();
        var rate = member.habits().movesPerDay() / MILLIS_PER_DAY;
        var city = rate > 0 ? placesOfCity(member.group().places(), home) : List.of(home);
        if (city.size() < 2) {
            return new Itinerary(home, List.of());
        }
        var chance = new Chance(member.traits().salt(), "itinerary");
        var trips = new ArrayList<Trip>();
        var here = home;
        var time = scenario.start() + waiting(chance, rate);
        while (time < scenario.end()) {
            if (!chance.happens(day.night(time))) {
                here = next(chance, city, here, home);
                var tunnel = chance.happens(TUNNEL_SHARE) ? MIN_TUNNEL_MILLIS + chance.below(TUNNEL_SPREAD_MILLIS) : 0;
                trips.add(new Trip(time, time + tunnel, here));
                time += tunnel;
            }
            time += waiting(chance, rate);
        }
        return new Itinerary(home, trips);
    }

    private static List<String> placesOfCity(List<String> places, String home) {
        var city = Areas.of(home);
        return places.stream().filter(place -> Areas.of(place).equals(city)).toList();
    }

    private static long waiting(Chance chance, double rate) {
        return 1 + (long) chance.exponential(1 / rate);
    }

    private static String next(Chance chance, List<String> city, String here, String home) {
        if (!here.equals(home) && chance.happens(HOMEWARD_SHARE)) {
            return home;
        }
        var others = city.stream().filter(place -> !place.equals(here)).toList();
        return others.get(chance.below(others.size()));
    }

    String place(long time) {
        var trip = lastTripBefore(time);
        return trip < 0 ? home : places[trip];
    }

    /** Whether it has no reception because it is under way. */
    boolean inTunnel(long time) {
        var trip = lastTripBefore(time);
        return trip >= 0 && time < arrivals[trip];
    }

    private int lastTripBefore(long time) {
        while (last >= 0 && departures[last] > time) {
            last--;
        }
        while (last + 1 < departures.length && departures[last + 1] <= time) {
            last++;
        }
        return last;
    }
}
