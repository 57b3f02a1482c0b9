package kz.dabyl.detector.stream;

import java.util.List;
import kz.dabyl.detector.core.TestCity;
import kz.dabyl.model.Access;
import kz.dabyl.model.Cell;

/** Logs in which something happens. */
final class TestLogs {

    private static final long CUT = 900;
    private static final long BACK = 1300;

    private TestLogs() {}

    /** Three places, four networks, two collectors; the mobile networks of one place are cut for some minutes and come back. */
    static PackedLog shutdown(long seed) {
        return shutdown(seed, TestKafka.PARTITIONS);
    }

    static PackedLog shutdown(long seed, int partitions) {
        var city = new TestCity(seed).keeping();
        for (var place : List.of(TestCity.CENTRE, TestCity.WEST, TestCity.ASTANA)) {
            for (var network : List.of("401-01", "401-02", "401-77")) {
                var cell = new Cell(place, network, Access.MOBILE);
                city.add(cell, 8, "c1").add(cell, 3, "c2");
            }
            city.add(new Cell(place, "AS9198", Access.FIXED), 8, "c1");
        }
        city.cut(moment -> moment.probe().cell().place().equals(TestCity.CENTRE)
                && moment.probe().cell().access() == Access.MOBILE
                && moment.within(CUT, BACK));
        return PackedLog.of(partitions, city.log(1600));
    }
}
