package kz.dabyl.detector.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import kz.dabyl.detector.core.probes.ProbeFold;
import kz.dabyl.model.Access;
import kz.dabyl.model.Cell;
import kz.dabyl.model.HopSummary;
import kz.dabyl.model.Incident;
import kz.dabyl.model.Resources;
import kz.dabyl.model.Thresholds;
import org.junit.jupiter.api.Test;

/** Stored states of a district that is cut, from which older versions went on. */
class IncidentFoldCodecTest {

    private static final int CUT = 400;
    private static final int BACK = 1000;
    private static final int STORED = 600;
    private static final int END = 1300;

    @Test
    void writesTheBytesOfVersion7() {
        assertThat(HexFormat.of().formatHex(IncidentFoldCodec.encode(halfway())))
                .isEqualTo(bytes(7));
    }

    @Test
    void goesOnFromTheBytesOfVersion7AsIfNothingHadBeen() {
        assertThat(rest(stored(7))).isEqualTo(rest(halfway())).isNotEmpty();
    }

    /** Of those who were silent it had counted fewer. */
    @Test
    void goesOnFromTheBytesOfVersion6ButForWhatItCounted() {
        assertThat(rest(stored(6)))
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields("evidence")
                .isEqualTo(rest(halfway()))
                .isNotEmpty();
    }

    private static IncidentFold stored(int version) {
        return IncidentFoldCodec.decode(HexFormat.of().parseHex(bytes(version)), fold().rules());
    }

    /** What each version wrote of {@link #halfway} when it was the newest. Never edit: old changelogs hold the like. */
    private static String bytes(int version) {
        return Resources.text(IncidentFoldCodecTest.class, "incident-fold-" + version + ".hex")
                .strip();
    }

    /** The fold that has read the first {@link #STORED} seconds: an incident is open. */
    private static IncidentFold halfway() {
        var fold = fold();
        hops().stream().filter(hop -> hop.hop() <= halfwayHop()).forEach(hop -> fold.accept(hop, revision -> {}));
        return fold;
    }

    /** What {@code fold} tells of all that comes after that. */
    private static List<Incident> rest(IncidentFold fold) {
        var revisions = new ArrayList<Incident>();
        hops().stream().filter(hop -> hop.hop() > halfwayHop()).forEach(hop -> fold.accept(hop, revisions::add));
        return revisions;
    }

    private static long halfwayHop() {
        return HopSummary.hopOf(TestCity.START + STORED * 1000L);
    }

    private static IncidentFold fold() {
        return new IncidentFold(Thresholds.DEFAULT, List.of());
    }

    private static List<HopSummary> hops() {
        var city = new TestCity(4).cut(m -> m.probe().cell().access() == Access.MOBILE && m.within(CUT, BACK));
        for (var network : List.of("401-01", "401-02")) {
            city.add(new Cell(TestCity.CENTRE, network, Access.MOBILE), 5, "c1");
        }
        city.add(new Cell(TestCity.CENTRE, "AS9198", Access.FIXED), 3, "c1");
        var probes = new ProbeFold(0, 1);
        var hops = new ArrayList<HopSummary>();
        city.log(END).forEach(entry -> probes.accept(entry, hops::add));
        return hops;
    }
}
