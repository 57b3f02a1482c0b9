package kz.dabyl.model;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class LogCodecTest {

    /** The bytes that version 1 wrote on the day it shipped. Never edit: old topics hold them. */
    private static final String TICK_V1 = "01020263310000017902ae0a98";

    private static final String REPORTS_V1 =
            "01010263310000017902ae084c020a702d35663063376532319208b8061f0f3838323065363030303366666666"
                    + "66063430312d3031010704622d393111646162796c2d70726f62652f302e312e30020315696e7465726e617469"
                    + "6f6e616c2f312e312e312e310340550ccccccccccd15706c6174666f726d2f74656c656772616d2e6f72670401"
                    + "0d736974652f766c6173742e6b7a1b404800000000000040896000000000001b434e3d5231312c4f3d4c657427"
                    + "7320456e63727970742c433d5553086333427261326b3d0770726f62655f3200b8c0b70300054b5a2d37350641"
                    + "5339313938020000";

    /** Of the same version, added later: a program that does not know them passes over them. */
    private static final String THRESHOLDS_V1 =
            "01030263310000017902ae084c087365726965732d31c0017b2266616c73655f616c61726d735f7065725f6d6f6e7468"
                    + "223a302e352c226d696e5f70726f626573223a342c22686f6d65223a5b224b5a222c224e4f225d2c22636f6e6669726d"
                    + "5f61667465725f73223a33302c22636c6f73655f61667465725f73223a36302c2272616c6c795f7072696f72223a3130"
                    + "2e302c227468726f74746c696e675f7274745f666163746f72223a322e352c227468726f74746c696e675f6b6270735f"
                    + "666163746f72223a302e312c2276657273696f6e223a377d";

    private static final String RALLIES_V1 =
            "01040263310000017902ae084d087365726965732d31038e025b7b226964223a22722d31222c227469746c65223a22d0"
                    + "9cd0b8d182d0b8d0bdd0b3222c2266726f6d223a22323032312d30342d32345430373a30303a33302e3030305a222c22"
                    + "756e74696c223a22323032312d30342d32345430383a30303a33302e3030305a222c22706c61636573223a5b22383832"
                    + "306536303030336666666666225d7d2c7b226964223a22722d32222c227469746c65223a22222c2266726f6d223a2232"
                    + "3032312d30342d32345430373a30303a33302e3030305a222c22756e74696c223a22323032312d30342d32345430373a"
                    + "30303a33302e3030315a222c226c6174223a34332e32352c226c6f6e223a37362e39352c227261646975735f6d223a31"
                    + "3530302e307d5d";

    private static final String TRUST_V1 = "01050263310000017902ae084e010a702d356630633765323103692d3701";

    private static final long RECEIVED = Samples.AT + 412;

    private static final LogEntry.Tick TICK = new LogEntry.Tick(Samples.AT + 1000, "c1");
    private static final List<LogEntry> ENTRIES = List.of(
            new LogEntry.Received(RECEIVED, "c1", Samples.FULL), new LogEntry.Received(RECEIVED, "c1", Samples.BARE));

    @Test
    void writesTheTickThatVersion1Shipped() {
        assertThat(hex(LogCodec.encode(TICK))).isEqualTo(TICK_V1);
    }

    @Test
    void readsTheTickThatVersion1Shipped() {
        assertThat(LogCodec.decode(bytes(TICK_V1))).isEqualTo(new Decoded.Ok<>(List.of(TICK)));
    }

    @Test
    void writesTheReportsThatVersion1Shipped() {
        assertThat(hex(reports())).isEqualTo(REPORTS_V1);
    }

    @Test
    void readsTheReportsThatVersion1Shipped() {
        assertThat(LogCodec.decode(bytes(REPORTS_V1))).isEqualTo(new Decoded.Ok<>(ENTRIES));
    }

    @Test
    void writesNoticesAsTheyShipped() {
        assertThat(hex(LogCodec.encode(Samples.THRESHOLDS_SET))).isEqualTo(THRESHOLDS_V1);
        assertThat(hex(LogCodec.encode(Samples.RALLIES_SET))).isEqualTo(RALLIES_V1);
        assertThat(hex(LogCodec.encode(Samples.TRUST))).isEqualTo(TRUST_V1);
    }

    @Test
    void readsNoticesAsTheyShipped() {
        assertThat(LogCodec.decode(bytes(THRESHOLDS_V1))).isEqualTo(new Decoded.Ok<>(List.of(Samples.THRESHOLDS_SET)));
        assertThat(LogCodec.decode(bytes(RALLIES_V1))).isEqualTo(new Decoded.Ok<>(List.of(Samples.RALLIES_SET)));
        assertThat(LogCodec.decode(bytes(TRUST_V1))).isEqualTo(new Decoded.Ok<>(List.of(Samples.TRUST)));
    }

    @Test
    void holdsWhatIsSaidOfSeveralProbesInOneRecord() {
        var stamp = new LogEntry.Stamp(RECEIVED, "c1");
        var trust = Arrays.stream(TrustLevel.values())
                .map(level -> new LogEntry.Trust("p-" + level, "i-1", level, stamp))
                .toList();

        var decoded = LogCodec.decode(LogCodec.encodeTrust(stamp, trust));

        assertThat(decoded).isEqualTo(new Decoded.Ok<>(trust));
    }

    @Test
    void callsThresholdsThatNobodyMaySetMalformed() {
        var text = new String(LogCodec.encode(Samples.THRESHOLDS_SET), ISO_8859_1);
        var bad = text.replace("\"min_probes\":4", "\"min_probes\":0").getBytes(ISO_8859_1);

        assertThat(LogCodec.decode(bad))
                .isInstanceOfSatisfying(
                        Decoded.Malformed.class,
                        malformed -> assertThat(malformed.detail()).startsWith("/min_probes"));
    }

    @Test
    void holdsAFlushWithoutReports() {
        var bytes = LogCodec.encode("c1", RECEIVED, List.of());

        assertThat(LogCodec.decode(bytes)).isEqualTo(new Decoded.Ok<>(List.of()));
    }

    @Test
    void holdsAFlushThatOutgrowsItsFirstBuffer() {
        var many = Collections.nCopies(1_000, Samples.FULL);

        var decoded = LogCodec.decode(LogCodec.encode("c1", RECEIVED, many));

        assertThat(decoded).isEqualTo(new Decoded.Ok<>(Collections.nCopies(1_000, ENTRIES.get(0))));
    }

    @Test
    void callsEveryTruncationMalformed() {
        var whole = reports();

        for (var length = 0; length < whole.length; length++) {
            assertThat(LogCodec.decode(Arrays.copyOf(whole, length)))
                    .as("%d of %d bytes", length, whole.length)
                    .isInstanceOf(Decoded.Malformed.class);
        }
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "'', EMPTY",
        "02, UNKNOWN_VERSION",
        "00026331000001790322b530, UNKNOWN_VERSION",
        "01, TRUNCATED",
        "0102, TRUNCATED",
        "0102026331000001790322, TRUNCATED",
        "010202633100000179032280b000, TRAILING_BYTES",
        "010602633100000179032280b0, INVALID_FIELD",
        "0102ff6331, INVALID_FIELD",
        "0102ffffffffffffffffffff01, INVALID_FIELD",
        "010202c328000001790322b530, INVALID_FIELD",
        "010102633100000179032280b0ffffffff07, INVALID_FIELD"
    })
    void namesWhatIsWrong(String hex, Decoded.Reason reason) {
        var decoded = LogCodec.decode(bytes(hex));

        assertThat(decoded)
                .isInstanceOfSatisfying(
                        Decoded.Malformed.class, bad -> assertThat(bad.reason()).isEqualTo(reason));
    }

    @ParameterizedTest
    @MethodSource("kz.dabyl.model.Generators#varintEdges")
    void keepsNumbersAtTheEdgesOfTheirEncoding(long number) {
        var report =
                new Report("p", number, RECEIVED - number, 30, "KZ", "AS1", Access.FIXED, null, null, null, List.of());

        var decoded = LogCodec.decode(LogCodec.encode("c1", RECEIVED, List.of(report)));

        assertThat(decoded).isEqualTo(new Decoded.Ok<>(List.of(new LogEntry.Received(RECEIVED, "c1", report))));
    }

    private static byte[] reports() {
        return LogCodec.encode("c1", RECEIVED, List.of(Samples.FULL, Samples.BARE));
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }
}
