package kz.dabyl.detector.shadow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import kz.dabyl.detector.core.IncidentFold;
import kz.dabyl.detector.core.IncidentFoldCodec;
import kz.dabyl.detector.core.TestCity;
import kz.dabyl.detector.core.probes.ProbeFold;
import kz.dabyl.model.Access;
import kz.dabyl.model.HopSummary;
import kz.dabyl.model.Incident;
import kz.dabyl.model.LogEntry;
import kz.dabyl.model.Thresholds;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ShadowTest {

    private static final int CUT_SECOND = 1_800;
    private static final Thresholds BLIND = new Thresholds(1, 500, List.of("KZ"), 60, 120, 20, 3, 0.2, 1);
    private static final List<HopSummary> HOPS = new ArrayList<>();
    private static final List<Incident> PUBLISHED = new ArrayList<>();

    /** After half an hour the mobile networks of the centre are cut for ten minutes. */
    @BeforeAll
    static void foldsALog() {
        var log = TestCity.ofThreePlaces(1, 8)
                .cut(moment -> moment.within(CUT_SECOND, CUT_SECOND + 600)
                        && moment.probe().cell().access() == Access.MOBILE
                        && moment.probe().cell().place().equals(TestCity.CENTRE))
                .log(3_000);
        var probes = new ProbeFold(0, 1);
        log.forEach(entry -> probes.accept(entry, HOPS::add));
        var live = new IncidentFold(Thresholds.DEFAULT, List.of());
        HOPS.forEach(hop -> live.accept(hop, PUBLISHED::add));
        assertThat(PUBLISHED).isNotEmpty();
    }

    /** A shadow over the log that begins when so many hops are past. */
    private static Shadow shadow(Thresholds thresholds, List<HopSummary> log, int from) {
        var live = new IncidentFold(Thresholds.DEFAULT, List.of());
        log.subList(0, from / 2).forEach(hop -> live.accept(hop, incident -> {}));
        var shadow = Shadow.after(IncidentFoldCodec.blocks(live), thresholds);
        log.subList(from / 2, from).forEach(shadow::accept);
        shadow.begin();
        log.subList(from, log.size()).forEach(shadow::accept);
        return shadow;
    }

    private static int hop(int second) {
        return (int) (second * 1_000L / HopSummary.HOP_MILLIS);
    }

    @Test
    void raisesWhatIsPublishedWhereItsThresholdsAreThoseInForce() {
        var tale = shadow(Thresholds.DEFAULT, HOPS, hop(CUT_SECOND - 600)).tale();

        assertThat(tale.raised()).containsExactly(PUBLISHED.get(PUBLISHED.size() - 1));
        assertThat(tale.against(PUBLISHED).kept()).hasSize(1);
        assertThat(tale.against(PUBLISHED).gained()).isEmpty();
        assertThat(tale.against(PUBLISHED).lost()).isEmpty();
    }

    @Test
    void tellsWhatItWouldMiss() {
        var comparison = shadow(BLIND, HOPS, hop(CUT_SECOND - 600)).tale().against(PUBLISHED);

        assertThat(comparison.kept()).isEmpty();
        assertThat(comparison.lost())
                .extracting(Incident::id)
                .containsExactly(PUBLISHED.get(0).id());
    }

    @Test
    void tellsWhatItAloneRaises() {
        var comparison =
                shadow(Thresholds.DEFAULT, HOPS, hop(CUT_SECOND - 600)).tale().against(List.of());

        assertThat(comparison.gained()).hasSize(1);
    }

    @Test
    void leavesAloneWhatWasToldOfBeforeItBegan() {
        var comparison = shadow(BLIND, HOPS, hop(CUT_SECOND + 540)).tale().against(PUBLISHED);

        assertThat(comparison.kept()).isEmpty();
        assertThat(comparison.lost()).isEmpty();
    }

    @Test
    void keepsItsThresholdsWhateverTheLogSays() {
        var log = new ArrayList<>(HOPS);
        var at = hop(CUT_SECOND - 60);
        var hop = log.get(at);
        var change = new LogEntry.ThresholdsSet(Thresholds.DEFAULT, "other", LogEntry.Stamp.NONE);
        log.set(at, new HopSummary(0, 1, hop.hop(), hop.collectors(), hop.cells(), List.of(change)));

        var tale = shadow(BLIND, log, hop(CUT_SECOND - 600)).tale();

        assertThat(tale.raised()).isEmpty();
    }

    @Test
    void tellsOfNothingBeforeItHasBegun() {
        var shadow = Shadow.fresh(Thresholds.DEFAULT);
        HOPS.forEach(shadow::accept);

        var tale = shadow.tale();

        assertThat(tale.judgedUntil()).isEmpty();
        assertThat(tale.against(PUBLISHED).lost()).isEmpty();
    }
}
