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

    /** All three probes of Qatar on one day, and of one network of Singapore on the other. */
    private static final int OTHERS_OF_A_DAY = 1;

    @BeforeEach
    void needsTheLogs() {
        PublishedLogs.assumeAtHand();
    }

    @ParameterizedTest
    @EnumSource(KnownFall.class)
    void findsOfWhatIsKnownToBeTrueWhatItIsKnownToFind(KnownFall fall) throws IOException {
        fall.assumeFound();

        assertThat(PublishedRuns.standing(PublishedRuns.whole(fall.day.file(), fall.watched)))
                .anyMatch(fall::isToldBy);
    }

    @ParameterizedTest
    @EnumSource(KnownFall.Day.class)
    void tellsLittleThatTheLogDoesNotBearOut(KnownFall.Day day) throws IOException {
        var standing = PublishedRuns.standing(PublishedRuns.whole(day.file()));

        assertThat(PublishedRuns.unknown(standing, day)).hasSizeLessThanOrEqualTo(OTHERS_OF_A_DAY);
    }
}
