package kz.dabyl.detector.core.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import kz.dabyl.model.Places;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.statistics.Statistics;

class VicinityProperties {

    private static final String[] CODES = {"KZ", "KZ-75", "KZ-19", "KZ-71", "DE"};

    @Property(seed = "4242")
    void holdsWhatIsOneOfThePlacesOrLiesInOneOrHasOneInIt(
            @ForAll Random random, @ForAll @IntRange(min = 0, max = 5) int count) {
        var places = new TreeSet<String>();
        for (var i = 0; i < count; i++) {
            places.add(place(random));
        }
        var other = place(random);

        var holds = new Vicinity(places, new CellIndex(List.of())).holds(other);

        assertThat(holds)
                .isEqualTo(places.stream()
                        .anyMatch(place -> Nearby.contains(place, other) || Nearby.contains(other, place)));
        Statistics.label("holds").collect(holds);
    }

    /** In or around Almaty, or in Astana. */
    private static String place(Random random) {
        if (random.nextInt(4) == 0) {
            return CODES[random.nextInt(CODES.length)];
        }
        var latitude = random.nextInt(8) == 0 ? 51.129 : 43.238;
        var longitude = latitude > 50 ? 71.43 : 76.945;
        var spread = 0.1;
        return Places.at(
                latitude + spread * random.nextGaussian(),
                longitude + spread * random.nextGaussian(),
                Places.COARSEST + random.nextInt(4));
    }
}
