package kz.dabyl.detector.core.probes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import kz.dabyl.detector.core.TestCity;
import kz.dabyl.model.Access;
import kz.dabyl.model.HopSummary;
import kz.dabyl.model.LogEntry;
import kz.dabyl.model.Ping;
import kz.dabyl.model.PingError;
import kz.dabyl.model.Power;
import kz.dabyl.model.Report;
import kz.dabyl.model.Resources;
import kz.dabyl.model.Tls;
import kz.dabyl.model.TrustLevel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProbeFoldCodecTest {

    private static final String FAR = "international/1.1.1.1";
    private static final String HOME = "domestic/egov.kz";
    private static final String SITE = "site/vlast.kz";

    @Test
    void writesTheBytesOfVersion3() {
        var blocks = ProbeFoldCodec.encode(halfway());

        assertThat(blocks).extracting(HexFormat.of()::formatHex).isEqualTo(bytes(3));
    }

    @Test
    void goesOnFromTheBytesOfVersion3AsIfNothingHadBeen() {
        var told = rest(stored(3));

        assertThat(told).isEqualTo(rest(halfway()));
    }

    @Test
    void goesOnFromTheBytesOfVersion2AsIfNothingHadBeen() {
        var told = rest(stored(2));

        assertThat(told).isEqualTo(rest(halfway()));
    }

    @ParameterizedTest(name = "version {0}")
    @ValueSource(ints = {1, 2, 3})
    void namesDamageWhereverItIs(int version) {
        var blocks = bytes(version);

        for (var block = 0; block < blocks.size(); block++) {
            for (var at = 0; at < blocks.get(block).length() / 2; at++) {
                var damaged = new ArrayList<byte[]>();
                blocks.forEach(text -> damaged.add(HexFormat.of().parseHex(text)));
                damaged.get(block)[at] = (byte) 0xff;

                var thrown = catchThrowable(() -> ProbeFoldCodec.decode(0, 1, damaged));

                assertThat(thrown)
                        .satisfiesAnyOf(
                                t -> assertThat(t).isNull(),
                                t -> assertThat(t).isInstanceOf(IllegalStateException.class));
            }
        }
    }

    @Test
    void countsOnFromTheBytesOfVersion1ThoughItKnewOfNoTargets() {
        var heard = heard(stored(1));

        assertThat(heard).isEqualTo(heard(halfway()));
    }

    /** What {@code fold} tells of the second half of the log, but for who is how and what targets are like. */
    private static List<List<Integer>> heard(ProbeFold fold) {
        return rest(fold).stream()
                .flatMap(hop -> hop.cells().stream())
                .map(cell -> List.of(cell.heard(), cell.losses(), cell.cohorts().size()))
                .toList();
    }

    private static ProbeFold stored(int version) {
        return ProbeFoldCodec.decode(
                0, 1, bytes(version).stream().map(HexFormat.of()::parseHex).toList());
    }

    /** What each version wrote of {@link #halfway} when it was the newest. Never edit: old changelogs hold the like. */
    private static List<String> bytes(int version) {
        return Resources.text(ProbeFoldCodecTest.class, "probe-fold-" + version + ".hex")
                .lines()
                .toList();
    }

    private static ProbeFold halfway() {
        var fold = new ProbeFold(0, 1);
        log(0, 60).forEach(entry -> fold.accept(entry, hop -> {}));
        return fold;
    }

    /** What {@code fold} tells of the second half of the log. */
    private static List<HopSummary> rest(ProbeFold fold) {
        var told = new ArrayList<HopSummary>();
        log(60, 120).forEach(entry -> fold.accept(entry, told::add));
        return told;
    }

    /** A fixed line, a phone that misses reports, moves and restarts, one that nothing answers, and a source. */
    private static List<LogEntry> log(int fromRound, int untilRound) {
        var log = new ArrayList<LogEntry>();
        for (var round = fromRound; round < untilRound; round++) {
            var at = TestCity.START + round * 10_000L;
            log.add(received(at, line(round, at)));
            log.add(received(at, silenced(round, at)));
            if (round % 3 == 1) {
                log.add(received(at, source(round, at)));
            }
            for (var second = 0; second < 10; second++) {
                log.add(new LogEntry.Tick(at + second * 1000L, "c1"));
            }
            // Who comes now waits for the next round.
            if (round % 30 == 29) {
                var stamp = new LogEntry.Stamp(at + 9_500, "c1");
                log.add(new LogEntry.Trust("phone", "invite-1", TrustLevel.VOUCHED, stamp));
                log.add(new LogEntry.Trust("new" + round, "invite-1", TrustLevel.INVITED, stamp));
            }
            if (round % 7 != 2) {
                log.add(received(at + 6_700, phone(round, at + 6_700)));
            }
        }
        return log;
    }

    private static LogEntry received(long at, Report report) {
        return new LogEntry.Received(at + 3_210, "c1", report);
    }

    /** One of its targets is slow in the end, one is signed by somebody else, one has never answered. */
    private static Report line(int round, long at) {
        var troubled = round > 50 && round < 70;
        var pings = List.of(
                new Ping(FAR, true, 80 + round % 5, null, Double.NaN, null),
                new Ping(SITE, true, troubled ? 500 : 48, null, 2400, signedBy("Let's Encrypt")),
                new Ping(HOME, true, 20, null, 5000, signedBy(troubled ? "Somebody" : "GlobalSign")),
                Ping.failed("site/blocked.example", PingError.RESET));
        return new Report(
                "line",
                round,
                at,
                10,
                TestCity.CENTRE,
                "AS9198",
                Access.FIXED,
                "0123456789abcdef",
                "dabyl-probe/0.1.0",
                Power.MAINS,
                pings);
    }

    private static Report phone(int round, long at) {
        var place = round < 20 ? TestCity.CENTRE : TestCity.WEST;
        var boot = round < 90 ? "6d1f3a3e-3c0c-4b7e-9d57-0d2f2f5d7c11" : "77a2f7a9-25cc-4b68-8f2a-5b5d5a6f0a52";
        var pings = List.of(
                Ping.answered(FAR, 90),
                round % 11 == 0 ? Ping.failed(HOME, PingError.TIMEOUT) : Ping.answered(HOME, 30));
        return new Report(
                "phone",
                1_619_000_000L + round,
                at - 250,
                10,
                place,
                "401-01",
                Access.MOBILE,
                boot,
                "dabyl-probe/0.2.0",
                Power.BATTERY,
                pings);
    }

    private static Report silenced(int round, long at) {
        var pings = round < 40
                ? List.of(Ping.answered(FAR, 90), Ping.answered(HOME, 30))
                : List.of(Ping.failed(FAR, PingError.TIMEOUT), Ping.failed(HOME, PingError.TIMEOUT));
        return new Report("silenced", round, at, 10, TestCity.CENTRE, "401-02", Access.MOBILE, null, null, null, pings);
    }

    private static Report source(int round, long at) {
        return new Report(
                "source",
                round,
                at - 7_000,
                Report.NO_PROMISE,
                "KZ-75",
                "AS64500",
                Access.FIXED,
                null,
                null,
                null,
                List.of());
    }

    private static Tls signedBy(String organisation) {
        return new Tls("CN=R11,O=" + organisation + ",C=US", "");
    }
}
