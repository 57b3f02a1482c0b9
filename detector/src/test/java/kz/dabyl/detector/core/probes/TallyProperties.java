package kz.dabyl.detector.core.probes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import kz.dabyl.detector.core.TestCity;
import kz.dabyl.model.Access;
import kz.dabyl.model.HopSummary;
import kz.dabyl.model.LogEntry;
import kz.dabyl.model.Ping;
import kz.dabyl.model.PingError;
import kz.dabyl.model.Power;
import kz.dabyl.model.Report;
import kz.dabyl.model.TrustLevel;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/**
 * A fold counts a probe anew only when it speaks or when its turn has come. A fold that was restored counts every probe: it
 * says the same in the next hop, whatever has happened before.
 */
class TallyProperties {

    private static final int PROBES = 12;
    private static final int[] INTERVALS = {30, 30, 30, 5, 300, 3600, Report.NO_PROMISE, Report.GOODBYE};
    private static final List<String> TARGETS =
            List.of("domestic/kz", "site/a.example", "site/b.example", "platform/c");
    private static final List<TrustLevel> STANDINGS = List.of(TrustLevel.values());
    private static final List<String> PLACES = List.of(TestCity.CENTRE, TestCity.ASTANA);
    private static final List<String> NETWORKS = List.of("401-01", "AS9198");

    @Property(tries = 25, shrinking = ShrinkingMode.OFF)
    void aFoldThatGoesOnSaysWhatOneSaysThatCountsEverybodyAnew(@ForAll Random random) {
        var time = TestCity.START;
        var fold = new ProbeFold(0, 1);
        var seqs = new HashMap<String, Long>();
        for (var step = 0; step < 40; step++) {
            time += pause(random);
            var now = time;
            fold.accept(new LogEntry.Tick(now, "c1"), hop -> {});
            var stored = ProbeFoldCodec.encode(fold);
            var entries = entries(random, now, seqs);
            var told = new ArrayList<HopSummary>();
            var toldAnew = new ArrayList<HopSummary>();

            entries.forEach(entry -> fold.accept(entry, told::add));
            var restored = ProbeFoldCodec.decode(0, 1, stored);
            entries.forEach(entry -> restored.accept(entry, toldAnew::add));

            assertThat(told).isEqualTo(toldAnew);
            time += 15_000;
        }
    }

    /** Mostly the next moment; now and then so long that promises break, results grow old and newcomers grow up. */
    private static long pause(Random random) {
        return switch (random.nextInt(6)) {
            case 0 -> 90_000;
            case 1 -> 1_300_000;
            case 2 -> random.nextInt(4) == 0 ? 3 * 3_600_000L : 600_000;
            case 3 -> random.nextInt(8) == 0 ? 30 * 3_600_000L : 7_000;
            default -> 1_000L * random.nextInt(20);
        };
    }

    private static List<LogEntry> entries(Random random, long now, Map<String, Long> seqs) {
        var entries = new ArrayList<LogEntry>();
        for (var left = random.nextInt(10); left > 0; left--) {
            var probe = "p" + random.nextInt(PROBES);
            if (random.nextInt(40) == 0) {
                entries.add(new LogEntry.Trust(probe, "invite-1", STANDINGS.get(random.nextInt(3))));
            } else {
                var received = now + random.nextInt(10_000);
                var seq = seqs.merge(probe, 1L + random.nextInt(10) / 8, Long::sum);
                entries.add(new LogEntry.Received(received, "c1", report(random, probe, seq, received)));
            }
        }
        entries.add(new LogEntry.Tick(now + 5_000, "c1"));
        entries.add(new LogEntry.Tick(now + 15_000, "c1"));
        return entries;
    }

    private static Report report(Random random, String probe, long seq, long received) {
        var habits = new Random(probe.hashCode());
        var interval = INTERVALS[habits.nextInt(INTERVALS.length)];
        var moves = random.nextInt(12) == 0;
        var pings = new ArrayList<Ping>();
        var dark = random.nextInt(12) == 0;
        for (var target : TARGETS.subList(0, habits.nextInt(TARGETS.size() + 1))) {
            pings.add(
                    dark || random.nextInt(8) == 0
                            ? Ping.failed(target, PingError.TIMEOUT)
                            : Ping.answered(target, 40 + random.nextInt(10)));
        }
        return new Report(
                probe,
                seq,
                received - 100,
                interval,
                PLACES.get(moves ? 1 : 0),
                NETWORKS.get(moves ? random.nextInt(2) : 0),
                Access.MOBILE,
                null,
                "test/" + random.nextInt(20) / 19,
                random.nextInt(15) == 0 ? Power.LOW : Power.BATTERY,
                pings);
    }
}
