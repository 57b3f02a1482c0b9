package kz.dabyl.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class HopSummaryCodecTest {

    /** The bytes that version 1 wrote on the day it shipped. Never edit: old topics hold them. */
    private static final String HOP_V1 =
            "01030800000000134d8d36020263310000017902ae06b0000263320000017902addbb801020f38383230653630"
                    + "3030336666666666063430312d3031010263310c0202011e020007a6047e901cd5ffff03ac021901e2010401"
                    + "029c0809080107010000010303c801024b5a0641533931393802026332000000000000";

    private static final String EMPTY_HOP_V1 = "01000100000000134d8d360000";

    /** The bytes that version 2 writes. Never edit once it has shipped. */
    private static final String HOP_V2 =
            "02030800000000134d8d36020263310000017902ae06b0000263320000017902addbb801020f383832306536"
                    + "303030336666666666063430312d3031010263310c02032802011e0a000107a6047e901cd5ffff03fe03ac02"
                    + "1901e2010401029c08090801070100000115706c6174666f726d2f74656c656772616d2e6f726703c801320103"
                    + "0612048603024b5a0641533931393802026332000000000000000000";

    /** What the bytes of version 1 say, in the terms of today. */
    private static final HopSummary HOP_OF_V1 = new HopSummary(
            Samples.HOP.partition(),
            Samples.HOP.partitions(),
            Samples.HOP.hop(),
            Samples.HOP.collectors(),
            List.of(withoutNews(Samples.HOP.cells().get(0)), Samples.HOP.cells().get(1)));

    private static final HopSummary EMPTY = new HopSummary(0, 1, 323_849_526, List.of(), List.of());

    @Test
    void writesTheBytesOfVersion2() {
        assertThat(hex(HopSummaryCodec.encode(Samples.HOP))).isEqualTo(HOP_V2);
    }

    @Test
    void readsTheBytesOfVersion2() {
        assertThat(HopSummaryCodec.decode(bytes(HOP_V2))).isEqualTo(new Decoded.Ok<>(Samples.HOP));
    }

    @Test
    void refusesAnIntervalThatNobodyMayPromise() {
        var never = HOP_V2.replace("011e0a", "01000a");

        assertThat(never).isNotEqualTo(HOP_V2);
        assertThat(reason(HopSummaryCodec.decode(bytes(never)))).isEqualTo(Decoded.Reason.INVALID_FIELD);
    }

    @Test
    void readsTheRulesThatItWrote() {
        var hop = new HopSummary(
                3, 8, EMPTY.hop(), List.of(), List.of(), List.of(Samples.THRESHOLDS_SET, Samples.RALLIES_SET));

        assertThat(HopSummaryCodec.decode(HopSummaryCodec.encode(hop))).isEqualTo(new Decoded.Ok<>(hop));
    }

    @Test
    void takesNothingButNoticesForRules() {
        var hop = new HopSummary(3, 8, EMPTY.hop(), List.of(), List.of(), List.of(Samples.THRESHOLDS_SET));
        var whole = hex(HopSummaryCodec.encode(hop));
        var rule = hex(LogCodec.encode(Samples.THRESHOLDS_SET));
        var tick = hex(LogCodec.encode(new LogEntry.Tick(Samples.AT, "c1")));
        var head = whole.substring(0, whole.length() - rule.length() - 4);

        assertThat(whole).isEqualTo(head + length(rule) + rule);
        assertThat(reason(HopSummaryCodec.decode(bytes(head + length(tick) + tick))))
                .isEqualTo(Decoded.Reason.INVALID_FIELD);
    }

    /** LEB128 of how many bytes {@code hex} stands for, at most 16383. */
    private static String length(String hex) {
        var length = hex.length() / 2;
        return length < 128 ? "%02x".formatted(length) : "%02x%02x".formatted((length & 0x7F) | 0x80, length >> 7);
    }

    @Test
    void readsTheBytesThatVersion1Shipped() {
        assertThat(HopSummaryCodec.decode(bytes(HOP_V1))).isEqualTo(new Decoded.Ok<>(HOP_OF_V1));
    }

    @Test
    void writesAnEmptyHopInVersion2() {
        assertThat(hex(HopSummaryCodec.encode(EMPTY))).isEqualTo("02" + EMPTY_HOP_V1.substring(2) + "00");
    }

    @Test
    void readsAnEmptyHopOfVersion1() {
        assertThat(HopSummaryCodec.decode(bytes(EMPTY_HOP_V1))).isEqualTo(new Decoded.Ok<>(EMPTY));
    }

    @Test
    void callsEveryTruncationMalformed() {
        var whole = HopSummaryCodec.encode(Samples.HOP);

        for (var length = 0; length < whole.length; length++) {
            assertThat(HopSummaryCodec.decode(Arrays.copyOf(whole, length)))
                    .as("%d of %d bytes", length, whole.length)
                    .isInstanceOf(Decoded.Malformed.class);
        }
    }

    @Test
    void callsBytesAfterTheRecordMalformed() {
        var decoded = HopSummaryCodec.decode(bytes(EMPTY_HOP_V1 + "00"));

        assertThat(reason(decoded)).isEqualTo(Decoded.Reason.TRAILING_BYTES);
    }

    @Test
    void callsAnotherVersionUnknown() {
        var decoded = HopSummaryCodec.decode(bytes("03" + EMPTY_HOP_V1.substring(2)));

        assertThat(reason(decoded)).isEqualTo(Decoded.Reason.UNKNOWN_VERSION);
    }

    @Test
    void callsABucketThatDoesNotExistInvalid() {
        var cohort = new CellSummary.Cohort(EMPTY.hop(), 30, 6, 0, 0, 0, 1, 100, false, false, false);
        var cell = new CellSummary(
                new Cell("KZ", "AS1", Access.FIXED),
                "c",
                0,
                0,
                CellSummary.Sources.NONE,
                List.of(cohort),
                List.of(),
                List.of(),
                List.of());
        var bytes = HopSummaryCodec.encode(new HopSummary(0, 1, EMPTY.hop(), List.of(), List.of(cell)));

        assertThat(reason(HopSummaryCodec.decode(bytes))).isEqualTo(Decoded.Reason.INVALID_FIELD);
    }

    private static CellSummary withoutNews(CellSummary cell) {
        return new CellSummary(
                cell.cell(),
                cell.collector(),
                cell.heard(),
                cell.losses(),
                CellSummary.Sources.NONE,
                cell.cohorts().stream().map(HopSummaryCodecTest::withoutNews).toList(),
                cell.returns(),
                cell.late(),
                List.of());
    }

    private static CellSummary.Cohort withoutNews(CellSummary.Cohort cohort) {
        return new CellSummary.Cohort(
                cohort.lastHeard(),
                cohort.intervalSeconds(),
                cohort.lossBucket(),
                cohort.sleepBucket(),
                cohort.software(),
                0,
                cohort.probes(),
                cohort.percent(),
                cohort.newcomers(),
                false,
                false);
    }

    private static Decoded.Reason reason(Decoded<HopSummary> decoded) {
        return decoded instanceof Decoded.Malformed<HopSummary> bad ? bad.reason() : fail("decoded " + decoded);
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }
}
