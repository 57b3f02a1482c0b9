package kz.dabyl.detector.tuning.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import kz.dabyl.model.Access;
import kz.dabyl.model.Cell;
import kz.dabyl.model.CellSummary;
import kz.dabyl.model.HopSummary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class HopPackerTest {

    @Test
    void aLogComesBackAsItWas() {
        var hops = new TestLog(1).cut(200, 400, TestLog.mobile("Almaty")).hops(600);

        var back = unpack(pack(hops));

        assertThat(back).isEqualTo(hops);
    }

    @Test
    void takesLittleOfTheSpaceThatTheTopicTakes() {
        var hops = new TestLog(1).hops(60);
        var topic = hops.stream()
                .mapToInt(hop -> kz.dabyl.model.HopSummaryCodec.encode(hop).length)
                .sum();

        var packed = pack(hops);

        assertThat(packed.length).isLessThan(topic / 3);
    }

    @Property(tries = 200)
    void whateverSummariesSayComesBack(@ForAll long seed) {
        var random = new Random(seed);
        var hops = new ArrayList<HopSummary>();
        for (var hop = 0; hop < 8; hop++) {
            var cells = new ArrayList<CellSummary>();
            for (var cell = 0; cell < 3; cell++) {
                if (random.nextInt(4) != 0) {
                    cells.add(cell(random, cell, 1_000 + hop));
                }
            }
            hops.add(new HopSummary(random.nextInt(2), 2, 1_000 + hop, List.of(), cells));
        }

        assertThat(unpack(pack(hops))).isEqualTo(hops);
    }

    @Test
    void bytesThatEndEarlyAreRefused() {
        var packed = pack(new TestLog(1).hops(3));

        var half = Arrays.copyOf(packed, packed.length / 2);

        assertThatThrownBy(() -> unpack(half)).isInstanceOf(RuntimeException.class);
    }

    private static CellSummary cell(Random random, int number, long hop) {
        var cohorts = new ArrayList<CellSummary.Cohort>();
        for (var left = random.nextInt(6); left > 0; left--) {
            cohorts.add(new CellSummary.Cohort(
                    hop - random.nextInt(3),
                    1 + random.nextInt(2),
                    random.nextInt(6),
                    0,
                    random.nextInt(70_000),
                    random.nextInt(256),
                    1 + random.nextInt(2),
                    100,
                    random.nextBoolean(),
                    random.nextBoolean(),
                    random.nextBoolean()));
        }
        return new CellSummary(
                new Cell("KZ", "401-0" + number, random.nextBoolean() ? Access.MOBILE : Access.FIXED),
                "c" + random.nextInt(2),
                random.nextInt(3),
                random.nextInt(3),
                random.nextBoolean() ? CellSummary.Sources.NONE : new CellSummary.Sources(random.nextInt(3), 2),
                cohorts,
                random.nextBoolean() ? List.of() : List.of(new CellSummary.Return(hop - 40, 2, 1)),
                random.nextBoolean() ? List.of() : List.of(new CellSummary.Late(hop + 3, 3, 2, 1)),
                List.of());
    }

    private static byte[] pack(List<HopSummary> hops) {
        var packer = new HopPacker();
        hops.forEach(packer::add);
        return packer.bytes();
    }

    private static List<HopSummary> unpack(byte[] bytes) {
        var unpacker = new HopUnpacker(bytes);
        var hops = new ArrayList<HopSummary>();
        while (unpacker.hasNext()) {
            hops.add(unpacker.next());
        }
        return hops;
    }
}
