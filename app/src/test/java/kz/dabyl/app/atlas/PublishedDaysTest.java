package kz.dabyl.app.atlas;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Whole days of RIPE Atlas as they are imported, where their files are at hand: what {@link PublishedCutsTest} asks of the
 * stretches around what is known, and how much is told besides.
 */
@Tag("long")
class PublishedDaysTest {

    /**
     * Not known to be true, but no failure of the measurement either: lines of several networks, at several controllers, fell in
     * the same minute in Bulgaria, in the Baltics and in Qatar, and those of one in Singapore.
     */
    private static final int OTHERS_OF_A_DAY = 2;

    @BeforeEach
    void needsTheLogs() {
        PublishedLogs.assumeAtHand();
    }

    @ParameterizedTest
    @EnumSource(KnownFall.class)
    void findsOfWhatIsKnownToBeTrueWhatItIsKnownToFind(KnownFall fall) throws IOException {
        fall.assumeFound();

        assertThat(PublishedRuns.standing(PublishedRuns.whole(fall.day.file()))).anyMatch(fall::isToldBy);
    }

    @ParameterizedTest
    @EnumSource(KnownFall.Day.class)
    void tellsLittleElse(KnownFall.Day day) throws IOException {
        var standing = PublishedRuns.standing(PublishedRuns.whole(day.file()));

        assertThat(standing)
                .filteredOn(incident -> !KnownFall.anyIsToldBy(incident))
                .hasSizeLessThanOrEqualTo(OTHERS_OF_A_DAY);
    }
}
