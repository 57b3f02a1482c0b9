package kz.dabyl.detector.core.scopes;

import static kz.dabyl.detector.core.world.TestWorld.HOP;
import static kz.dabyl.detector.core.world.TestWorld.fixed;
import static kz.dabyl.detector.core.world.TestWorld.probes;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.TreeSet;
import kz.dabyl.detector.core.TestCity;
import kz.dabyl.detector.core.world.TestWorld;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the fixed lines beside phones tell, on both sides of each bound. */
class LinesTest {

    @ParameterizedTest(name = "{1} of {0} fell, {2} live: {3}")
    @CsvSource({
        // More than one has to have fallen,
        "4, 1.4, 0, false",
        "4, 1.5, 0, true",
        // six in ten of those of whom it is known,
        "10, 6, 4.1, false",
        "10, 6, 4, true",
        // and a third of all who were there.
        "10, 3.2, 0, false",
        "10, 3.25, 0, true",
    })
    void fellWithThePhonesIfMostDid(double present, double fell, double live, boolean lost) {
        assertThat(new Lines(present, fell, live, live).lost()).isEqualTo(lost);
    }

    @ParameterizedTest(name = "of {0} {1} fell, {2} were heard, {3} live: {4}")
    @CsvSource({
        // Where hardly any are nothing is waited for,
        "1.4, 0, 0, 0, false",
        "1.5, 0, 0, 0, true",
        // where some were heard only if more than chance has it fell,
        "10, 1.6, 5, 5, false",
        "10, 1.8, 5, 5, true",
        // and as long as those who live do not outweigh them.
        "10, 2, 8, 7.6, false",
        "10, 2, 8, 7.5, true",
        // What is lost has told.
        "10, 6, 4, 4, false",
    })
    void mayYetTellWhileSomeFellAndSomeLive(double present, double fell, double heard, double live, boolean may) {
        assertThat(new Lines(present, fell, heard, live).mayYetTell()).isEqualTo(may);
    }

    @ParameterizedTest(name = "of {0} {1} fell, {2} were heard, {3} live: {4}")
    @CsvSource({
        // Last words of three are chance once in thirty times, of two in ten,
        "3, 0, 3, 0, true",
        "2, 0, 2, 0, false",
        // and each that is not heard takes back what two say.
        "4, 0, 3, 0, false",
        "6, 0, 5, 0, true",
        // Who is heard half a minute later lives,
        "9, 0, 1.5, 1.5, true",
        "9, 0, 1.4, 1.4, false",
        // unless others fell.
        "9, 1, 3.8, 3.8, true",
        "9, 1, 3.7, 3.7, false",
    })
    void liveSurelyByLastWordsOfMany(double present, double fell, double heard, double live, boolean surely) {
        assertThat(new Lines(present, fell, heard, live).liveSurely()).isEqualTo(surely);
    }

    @Test
    void countsAsFallenWhoSpokeLastWordsAfterThePhonesAndNobodyWhoSpokeOn() {
        var onset = HOP - 20;
        var world = new TestWorld()
                .with(fixed(TestCity.CENTRE), probes(3, 20), probes(2, 20 - Lines.LAST_WORDS_HOPS), probes(1, 10));

        var lines = Lines.beside(new TreeSet<>(Set.of(TestCity.CENTRE)), world.now(), onset);

        assertThat(lines.present()).isEqualTo(6);
        assertThat(lines.fell()).isEqualTo(5);
    }
}
