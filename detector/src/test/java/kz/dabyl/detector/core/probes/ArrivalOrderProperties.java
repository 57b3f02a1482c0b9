package kz.dabyl.detector.core.probes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import kz.dabyl.detector.core.TestCity;
import kz.dabyl.model.Access;
import kz.dabyl.model.LogEntry;
import kz.dabyl.model.Report;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class ArrivalOrderProperties {

    private static final Comparator<LogEntry.Received> ORDER = Comparator.comparingLong(LogEntry.Received::received)
            .thenComparing(LogEntry.Received::collector)
            .thenComparing(entry -> entry.report().probe())
            .thenComparingLong(entry -> entry.report().seq());

    @Property
    void sortsStablyHoweverMuchIsOutOfOrder(
            @ForAll Random random,
            @ForAll @IntRange(min = 0, max = 300) int count,
            @ForAll @IntRange(min = 1, max = 300) int late) {
        var log = new ArrayList<LogEntry.Received>();
        for (var i = 0; i < count; i++) {
            log.add(entry(random, i / 4 + random.nextInt(late)));
        }
        var sorted = log.toArray(LogEntry.Received[]::new);

        ArrivalOrder.sort(sorted);

        var expected = new ArrayList<>(log);
        expected.sort(ORDER);
        // The very same ones: of equal entries each is where it was.
        assertThat(sorted).usingElementComparator((a, b) -> a == b ? 0 : 1).containsExactlyElementsOf(expected);
    }

    private static LogEntry.Received entry(Random random, int millis) {
        var report = new Report(
                "probe" + random.nextInt(3),
                random.nextInt(3),
                TestCity.START,
                30,
                TestCity.CENTRE,
                "401-01",
                Access.MOBILE,
                null,
                null,
                null,
                List.of());
        return new LogEntry.Received(TestCity.START + millis, "c" + random.nextInt(3), report);
    }
}
