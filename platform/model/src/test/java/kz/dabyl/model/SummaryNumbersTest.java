package kz.dabyl.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SummaryNumbersTest {

    @ParameterizedTest(name = "{0} ms is in hop {1}")
    @CsvSource({"0, 0", "4999, 0", "5000, 1", "1619247630000, 323849526", "-1, -1", "-5000, -1", "-5001, -2"})
    void putsTimeIntoHops(long millis, long hop) {
        assertThat(HopSummary.hopOf(millis)).isEqualTo(hop);
        assertThat(HopSummary.startOf(hop)).isLessThanOrEqualTo(millis);
    }

    @Test
    void endsAHopWhereTheNextBegins() {
        assertThat(Samples.HOP.end()).isEqualTo(HopSummary.startOf(Samples.HOP.hop() + 1));
    }

    @ParameterizedTest(name = "loss {0} is in bucket {1}")
    @CsvSource({"0, 0", "0.01, 0", "0.011, 1", "0.08, 2", "0.18, 3", "0.2, 4", "0.35, 4", "0.6, 5", "1, 5"})
    void putsLossIntoTheNearestBucketNotBelow(double share, int bucket) {
        assertThat(CellSummary.bucketOfLoss(share)).isEqualTo(bucket);
    }

    @ParameterizedTest(name = "{0} an hour is in bucket {1}")
    @CsvSource({"0, 0", "0.02, 0", "0.03, 1", "0.2, 2", "0.6, 3", "2, 4", "2.1, 5", "100, 5"})
    void putsSleepIntoTheNearestBucketNotBelow(double perHour, int bucket) {
        assertThat(CellSummary.bucketOfSleepsPerHour(perHour)).isEqualTo(bucket);
    }

    @Test
    void findsEveryBucketByWhatItStandsFor() {
        for (var bucket = 0; bucket < CellSummary.BUCKETS; bucket++) {
            assertThat(CellSummary.bucketOfLoss(CellSummary.lossOfBucket(bucket)))
                    .isEqualTo(bucket);
            assertThat(CellSummary.bucketOfSleepsPerHour(CellSummary.sleepsPerHourOfBucket(bucket)))
                    .isEqualTo(bucket);
        }
    }

    @Test
    void ordersCellsByPlaceThenNetworkThenAccess() {
        var first = new Cell("KZ", "401-01", Access.FIXED);

        assertThat(first)
                .isLessThan(new Cell("KZ-75", "401-01", Access.MOBILE))
                .isLessThan(new Cell("KZ", "401-02", Access.MOBILE))
                .isGreaterThan(new Cell("KZ", "401-01", Access.MOBILE))
                .isEqualByComparingTo(new Cell("KZ", "401-01", Access.FIXED));
    }

    /** Frozen: summaries are kept for a year, and one version must stay one version in all of them. */
    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({"'', 0", "dabyl-probe/0.1.0, 62266", "dabyl-probe/0.1.1, 62267", "a, 98"})
    void givesEveryVersionOfASoftwareTheCodeItAlwaysHad(String software, int code) {
        assertThat(CellSummary.softwareCode(software)).isEqualTo(code);
    }

    /** Frozen, like those of software. */
    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({"'', 0", "a, 98", "invite-7, 210"})
    void givesEveryInviteTheCodeItAlwaysHad(String invite, int code) {
        assertThat(CellSummary.inviteCode(invite)).isEqualTo(code);
    }

    @Test
    void keepsCodesOfSoftwareWithinTheirRange() {
        for (var i = 0; i < 200_000; i++) {
            assertThat(CellSummary.softwareCode("probe/" + i)).isBetween(1, 65_535);
        }
    }
}
