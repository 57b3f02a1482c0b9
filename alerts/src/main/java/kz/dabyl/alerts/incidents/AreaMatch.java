package kz.dabyl.alerts.incidents;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntFunction;
import kz.dabyl.model.Areas;
import kz.dabyl.model.Incident;
import kz.dabyl.model.Places;
import org.jspecify.annotations.Nullable;

/**
 * Whether an incident concerns an area that somebody named: a city, a region, a country (by name or ISO code), or a place
 * as probes report it, coarser or finer than those that are told. Case does not matter.
 *
 * <p>An incident of a whole country at home concerns every area at home: who watches Almaty is told of a blackout of
 * Kazakhstan, even where its probes know no finer place than the country. Which countries those are is asked of the
 * thresholds by which it was judged: where home changes, what was published stays where it was. Thread-safe.
 */
public final class AreaMatch {

    private static final Map<String, String> COUNTRIES = countries();

    private final IntFunction<List<String>> home;

    /** @param home ISO codes of the watched countries, by the version of thresholds; hexagons are in the first that is named */
    public AreaMatch(IntFunction<List<String>> home) {
        this.home = home;
    }

    /** With the same countries for good. */
    public AreaMatch(List<String> home) {
        this(version -> home);
    }

    private static Map<String, String> countries() {
        var codes = new HashMap<String, String>();
        Arrays.stream(Locale.getISOCountries()).forEach(code -> {
            codes.put(code.toLowerCase(Locale.ROOT), code);
            codes.put(Areas.of(code).toLowerCase(Locale.ROOT), code);
        });
        return Map.copyOf(codes);
    }

    /** Whether {@code incident} concerns {@code area}. */
    public boolean concerns(Incident incident, String area) {
        if (area.equalsIgnoreCase(incident.area())) {
            return true;
        }
        var country = COUNTRIES.get(area.toLowerCase(Locale.ROOT));
        var spot = Places.canonical(area.toUpperCase(Locale.ROOT)).orElse(null);
        var watched = home.apply(incident.thresholdsVersion());
        return incident.places().stream()
                .anyMatch(place -> (spot != null && meet(place, spot)) || lies(place, area, country, watched));
    }

    private static boolean lies(String place, String area, @Nullable String country, List<String> watched) {
        if (area.equalsIgnoreCase(place) || area.equalsIgnoreCase(Areas.of(place))) {
            return true;
        }
        return country == null
                ? watched.contains(place) || Areas.home(watched).equals(place)
                : Areas.country(place, watched).equals(country);
    }

    /** Whether one of two places, hexagons or regions, lies in the other. */
    private static boolean meet(String one, String other) {
        if (Places.isHex(one) && Places.isHex(other)) {
            return Places.overlaps(one, other);
        }
        var region = Areas.nearestRegion(one);
        return region.isPresent() && region.equals(Areas.nearestRegion(other));
    }
}
