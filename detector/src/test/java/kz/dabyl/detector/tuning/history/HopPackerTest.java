package kz.dabyl.detector.tuning.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import kz.dabyl.detector.core.Lookout;
import kz.dabyl.detector.core.cells.CellGist;
import kz.dabyl.detector.core.cells.LazySummary;
import kz.dabyl.detector.core.cells.Lesson;
import kz.dabyl.detector.core.world.FoldedHop;
import kz.dabyl.detector.core.world.StoredHop;
import kz.dabyl.model.Access;
import kz.dabyl.model.Cell;
import kz.dabyl.model.CellSummary;
import kz.dabyl.model.HopSummary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class HopPackerTest {

    @Test
    void aLogComesBackAsItWasWithWhatFoldingMadeOfIt() {
        var hops = folded(new TestLog(1).cut(200, 260, TestLog.mobile("Almaty")).hops(320));

        var back = unpack(pack(hops));

        assertThat(back.equals(hops.stream().map(Told::of).toList())).isTrue();
        assertThat(back.get(319).gists).anyMatch(gist -> gist.ended() != CellGist.NEVER);
    }

    @Test
    void whatNobodyAskedForIsReadLaterAllTheSame() {
        var hops = folded(new TestLog(1).cut(20, 40, TestLog.mobile("Almaty")).hops(60));

        var unpacker = new HopUnpacker(pack(hops));
        StoredHop last = unpacker.next();
        while (unpacker.hasNext()) {
            last = unpacker.next();
        }

        assertThat(last.cells().stream().map(LazySummary::summary).toList()).isEqualTo(Told.of(hops.get(59)).cells);
    }

    @Test
    void takesLittleOfTheSpaceThatTheTopicTakes() {
        var hops = new TestLog(1).hops(60);
        var topic = hops.stream()
                .mapToInt(hop -> kz.dabyl.model.HopSummaryCodec.encode(hop).length)
                .sum();

        var packed = pack(folded(hops));

        assertThat(packed.length).isLessThan(topic / 3);
    }

    @Property(tries = 200)
    void whateverSummariesSayComesBack(@ForAll long seed) {
        var random = new Random(seed);
        var hops = new ArrayList<FoldedHop>();
        for (var hop = 0; hop < 8; hop++) {
            var cells = new ArrayList<CellSummary>();
            for (var cell = 0; cell < 3; cell++) {
                if (random.nextInt(4) != 0) {
                    cells.add(cell(random, cell, 1_000 + hop));
                }
            }
            hops.add(new FoldedHop(
                    List.of(new HopSummary(0, 1, 1_000 + hop, List.of(), cells)),
                    gists(random, cells, 1_000 + hop),
                    random.nextBoolean() ? Set.of() : Set.of("c1"),
                    random.nextBoolean() ? Set.of() : Set.of("17", "4"),
                    lesson(random),
                    random.nextBoolean()));
        }

        assertThat(unpack(pack(hops))).isEqualTo(hops.stream().map(Told::of).toList());
    }

    @Test
    void bytesThatEndEarlyAreRefused() {
        var packed = pack(folded(new TestLog(1).hops(3)));

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

    private static Lesson lesson(Random random) {
        var kind = new Lesson.Kind(
                random.nextBoolean() ? Access.MOBILE : Access.FIXED, random.nextBoolean(), "401-0" + random.nextInt(3));
        return new Lesson(
                random.nextBoolean() ? List.of() : List.of(new Lesson.Watched(kind, 1 + random.nextInt(2))),
                random.nextBoolean() ? List.of() : List.of(new Lesson.Over(kind, 9 + random.nextInt(20))));
    }

    private static List<CellGist> gists(Random random, List<CellSummary> cells, long hop) {
        var gists = new ArrayList<CellGist>();
        for (var cell : cells) {
            if (random.nextInt(3) != 0) {
                var ended = random.nextBoolean();
                gists.add(new CellGist(
                        cell.cell(),
                        true,
                        random.nextBoolean(),
                        random.nextBoolean(),
                        random.nextInt(2),
                        random.nextBoolean() ? CellGist.NEVER : hop - 20,
                        ended ? 990 : CellGist.NEVER,
                        ended ? 30 : 0));
            }
        }
        return gists;
    }

    private static List<FoldedHop> folded(List<HopSummary> hops) {
        var lookout = new Lookout(Leniency.covering(List.of(), List.of()).thresholds(), List.of());
        return hops.stream().flatMap(hop -> lookout.accept(hop).stream()).toList();
    }

    private static byte[] pack(List<FoldedHop> hops) {
        var packer = new HopPacker();
        hops.forEach(packer::add);
        return packer.bytes();
    }

    /** What a reader must be told of a hop. */
    private record Told(
            HopSummary head,
            List<CellSummary> cells,
            Set<CellGist> gists,
            Set<String> collectors,
            Set<String> versions,
            Lesson lesson) {

        static Told of(FoldedHop hop) {
            var clocks =
                    hop.whole().stream().flatMap(s -> s.collectors().stream()).toList();
            var cells = hop.whole().stream().flatMap(s -> s.cells().stream()).toList();
            var head = new HopSummary(0, 1, hop.hop(), clocks, List.of());
            return new Told(head, cells, Set.copyOf(hop.gists()), hop.collectors(), hop.versions(), hop.lesson());
        }
    }

    private static List<Told> unpack(byte[] bytes) {
        var unpacker = new HopUnpacker(bytes);
        var gists = new HashMap<Cell, CellGist>();
        var hops = new ArrayList<Told>();
        while (unpacker.hasNext()) {
            var hop = unpacker.next();
            hop.changed().forEach(gist -> gists.put(gist.cell(), gist));
            hops.add(new Told(
                    hop.head(),
                    hop.cells().stream().map(LazySummary::summary).toList(),
                    gists.values().stream()
                            .filter(gist -> !gist.equals(CellGist.calm(gist.cell())))
                            .collect(Collectors.toSet()),
                    hop.collectors(),
                    hop.versions(),
                    hop.lesson()));
        }
        return hops;
    }
}
