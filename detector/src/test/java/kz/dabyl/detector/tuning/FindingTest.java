package kz.dabyl.detector.tuning;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import kz.dabyl.detector.tuning.Town.Told;
import kz.dabyl.model.IncidentKind;
import org.junit.jupiter.api.Test;

class FindingTest {

    private static final String PLACE = Town.PLACES.get(0);

    @Test
    void takesTheLastRevisionForTheVerdict() {
        var later = new Told("a", 100)
                .at(200, PLACE)
                .revision(2)
                .kind(IncidentKind.OUTAGE)
                .now();
        var first = new Told("a", 100).at(100, PLACE).now();

        var findings = Finding.of(List.of(later, first, later));

        assertThat(findings).hasSize(1);
        assertThat(findings.get(0).kind()).isEqualTo(IncidentKind.OUTAGE);
        assertThat(findings.get(0).stages()).hasSize(2);
        assertThat(findings.get(0).verdict().at()).isEqualTo(Town.at(200));
    }

    @Test
    void remembersEachTimeThatItWasToldToBeOver() {
        var finding = Finding.of(List.of(
                        new Told("a", 100).at(100, PLACE).now(),
                        new Told("a", 100)
                                .at(200, PLACE)
                                .revision(2)
                                .closed(150)
                                .now(),
                        new Told("a", 100)
                                .at(210, PLACE)
                                .revision(3)
                                .closed(151)
                                .now(),
                        new Told("a", 100).at(300, PLACE).revision(4).now(),
                        new Told("a", 100)
                                .at(400, PLACE)
                                .revision(5)
                                .closed(380)
                                .now()))
                .get(0);

        assertThat(finding.closings()).containsExactly(Town.at(200), Town.at(400));
        assertThat(finding.ended()).hasValue(Town.at(380));
    }

    @Test
    void keepsTheConfidenceThatItHadBeforeItWasTakenBack() {
        var finding = Finding.of(List.of(
                        new Told("a", 100).at(100, PLACE).confidence(0.9).now(),
                        new Told("a", 100)
                                .at(130, PLACE)
                                .revision(2)
                                .confidence(0.97)
                                .confirmed()
                                .now(),
                        new Told("a", 100)
                                .at(200, PLACE)
                                .revision(3)
                                .retracted()
                                .now()))
                .get(0);

        assertThat(finding.retracted()).isTrue();
        assertThat(finding.confirmed()).isTrue();
        assertThat(finding.firstConfidence()).isEqualTo(0.9);
        assertThat(finding.confidence()).isEqualTo(0.97);
    }
}
