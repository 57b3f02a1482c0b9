package kz.dabyl.detector.core.probes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import kz.dabyl.detector.core.TestCity;
import kz.dabyl.model.Access;
import kz.dabyl.model.HopSummary;
import kz.dabyl.model.LogEntry;
import kz.dabyl.model.Ping;
import kz.dabyl.model.PingError;
import kz.dabyl.model.Report;
import kz.dabyl.model.Tls;
import kz.dabyl.model.WireOutput;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/** What is stored of a probe, whatever it remembers. */
class ProbeStateProperties {

    private static final int MOST_BYTES = 1024;
    private static final int LONGEST_NAME = 64;

    /** In a block of 256 probes each of which is elsewhere. */
    private static final int MOST_WORDS = 768;

    private static final int PROBES = 3;
    private static final int ROUNDS = 8;
    private static final List<String> PLACES = List.of(TestCity.CENTRE, TestCity.WEST, "KZ-75");
    private static final List<Tls> SIGNERS = List.of(signer("Let's Encrypt"), signer("GlobalSign"), signer("Somebody"));

    /** A round is after the one before: a report, a gap, longer than an issuer needs to become usual. */
    private static final List<Long> PAUSES = List.of(5_000L, 30_000L, 3_600_000L, 31 * 86_400_000L);

    @Property(tries = 200, shrinking = ShrinkingMode.OFF)
    void isUnderAKilobyteWithTheLongestName(@ForAll Random random) {
        var fold = new OldBlocks(random, 1, true).fold();

        var out = new WireOutput();
        out.string("n".repeat(LONGEST_NAME));
        fold.probes
                .values()
                .forEach(probe ->
                        ProbeStateCodec.write(out, probe, target -> TargetNames.MOST - 1, word -> MOST_WORDS - 1));

        assertThat(out.size()).isGreaterThan(900).isLessThanOrEqualTo(MOST_BYTES);
    }

    @Property(tries = 200, shrinking = ShrinkingMode.OFF)
    void isTheSameOnceItWasRead(@ForAll Random random, @ForAll boolean full) {
        var stored = ProbeFoldCodec.encode(new OldBlocks(random, PROBES, full).fold());

        var again = ProbeFoldCodec.encode(ProbeFoldCodec.decode(0, 1, stored));

        assertThat(again).containsExactlyElementsOf(stored);
    }

    @Property(tries = 100, shrinking = ShrinkingMode.OFF)
    void goesOnAsIfItHadNotBeenStored(@ForAll Random random, @ForAll boolean full) {
        var old = new OldBlocks(random, PROBES, full);
        var live = old.fold();
        var told = new ArrayList<HopSummary>();
        var toldByRestored = new ArrayList<HopSummary>();

        var time = OldBlocks.NOW;
        for (var round = 0; round < ROUNDS; round++) {
            var restored = ProbeFoldCodec.decode(0, 1, ProbeFoldCodec.encode(live));
            time += PAUSES.get(random.nextInt(PAUSES.size()));
            for (var entry : entries(random, old.highest(), time)) {
                live.accept(entry, told::add);
                restored.accept(entry, toldByRestored::add);
            }
            assertThat(ProbeFoldCodec.encode(restored)).containsExactlyElementsOf(ProbeFoldCodec.encode(live));
        }

        assertThat(told).isNotEmpty();
        assertThat(toldByRestored).isEqualTo(told);
    }

    private static List<LogEntry> entries(Random random, Map<String, Long> highest, long time) {
        var entries = new ArrayList<LogEntry>();
        highest.forEach((name, number) -> {
            for (var left = random.nextInt(4); left > 0; left--) {
                var received = time + random.nextInt(4_000);
                entries.add(new LogEntry.Received(received, "c1", report(random, name, number, received)));
            }
        });
        entries.add(new LogEntry.Tick(time + 5_000, "c1"));
        return entries;
    }

    private static Report report(Random random, String probe, long highest, long received) {
        var habits = new Random(probe.hashCode());
        var dark = random.nextInt(3) == 0;
        var pings = new ArrayList<Ping>();
        for (var left = random.nextInt(OldBlocks.MOST_TARGETS + 1); left > 0; left--) {
            var target = OldBlocks.name(random.nextInt(OldBlocks.MOST_TARGETS + 3));
            pings.add(dark ? Ping.failed(target, PingError.TIMEOUT) : ping(random, target));
            left -= dark ? random.nextInt(OldBlocks.MOST_TARGETS) : 0;
        }
        return new Report(
                probe,
                random.nextInt(20) == 0 ? highest / 4 : Math.max(0, highest + 20 - random.nextInt(200)),
                received - random.nextInt(3_000),
                30,
                PLACES.get(random.nextInt(4) == 0 ? random.nextInt(3) : habits.nextInt(3)),
                "401-01",
                Access.MOBILE,
                random.nextInt(3) == 0 ? null : OldBlocks.boot(random.nextInt(2)),
                "test/" + random.nextInt(20) / 19,
                null,
                pings);
    }

    private static Ping ping(Random random, String target) {
        var tls = random.nextBoolean() ? SIGNERS.get(random.nextInt(8) / 6 + random.nextInt(8) / 7) : null;
        return switch (random.nextInt(8)) {
            case 0 -> Ping.failed(target, PingError.TIMEOUT);
            case 1 -> new Ping(target, false, Double.NaN, PingError.TLS, Double.NaN, tls);
            case 2 -> new Ping(target, true, 40 + random.nextInt(2000), null, 1 + random.nextInt(5000), tls);
            default -> new Ping(target, true, 40 + random.nextInt(10), null, Double.NaN, tls);
        };
    }

    private static Tls signer(String organisation) {
        return new Tls("CN=R11,O=" + organisation + ",C=US", "");
    }
}
