package kz.dabyl.bench.detection;

import java.util.List;

/**
 * A question of speed with a scenario of the bench's own: 20 places, three networks in each, ten events.
 *
 * @param scenario its file among the resources
 * @param question what it asks
 * @param wantedMedian seconds to detect that half of the events may take
 * @param wantedP95 the same for 95 %, infinite where nothing is asked
 */
record Yardstick(String scenario, String question, double wantedMedian, double wantedP95) {

    static final List<Yardstick> ALL = List.of(
            new Yardstick("yardstick-district-10", "a district, all networks, 10 phones each at 30 s", 35, 60),
            new Yardstick("yardstick-district-5", "the same with 5 phones each", 60, Double.POSITIVE_INFINITY),
            new Yardstick(
                    "yardstick-network-10", "one network of a district, 10 phones", 330, Double.POSITIVE_INFINITY));
}
