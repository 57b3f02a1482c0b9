package kz.dabyl.model;

import java.util.List;

/** Values that several tests share. */
final class Samples {

    /** 2021-04-24T07:00:30Z. */
    static final long AT = 1_619_247_630_000L;

    static final String PLACE = "8820e60003fffff";

    /** Every optional field of a report is there. */
    static final Report FULL = new Report(
            "p-5f0c7e21",
            1042,
            AT,
            30,
            PLACE,
            "401-01",
            Access.MOBILE,
            "b-91",
            "dabyl-probe/0.1.0",
            Power.BATTERY,
            List.of(
                    Ping.answered("international/1.1.1.1", 84.2),
                    Ping.failed("platform/telegram.org", PingError.TIMEOUT),
                    new Ping(
                            "site/vlast.kz", true, 48, null, 812, new Tls("CN=R11,O=Let's Encrypt,C=US", "c3Bra2k="))));

    /** Only what is required. */
    static final Report BARE = new Report(
            "probe_2",
            0,
            AT - 3_600_000,
            Report.NO_PROMISE,
            "KZ-75",
            "AS9198",
            Access.FIXED,
            null,
            null,
            null,
            List.of());

    static final HopSummary HOP = new HopSummary(
            3,
            8,
            323_849_526,
            List.of(
                    new HopSummary.CollectorClock("c1", AT, false),
                    new HopSummary.CollectorClock("c2", AT - 11_000, true)),
            List.of(
                    new CellSummary(
                            new Cell(PLACE, "401-01", Access.MOBILE),
                            "c1",
                            12,
                            2,
                            new CellSummary.Sources(3, 40),
                            List.of(
                                    new CellSummary.Cohort(323_849_525, 30, 0, 2, 0, 0, 7, 550, false, true, true),
                                    new CellSummary.Cohort(
                                            323_849_400, 3600, 5, 5, 65_535, 255, 300, 25, true, false, false)),
                            List.of(new CellSummary.Return(323_849_300, 4, 1)),
                            List.of(
                                    new CellSummary.Late(323_849_000, 9, 8, 1),
                                    new CellSummary.Late(323_849_530, 1, 0, 0)),
                            List.of(new CellSummary.TargetTally(
                                    "platform/telegram.org",
                                    3,
                                    200,
                                    50,
                                    List.of(new CellSummary.Trouble(
                                            Ailment.RESET, 323_849_520, 2, 1, 4, 390, false))))),
                    new CellSummary(
                            new Cell("KZ", "AS9198", Access.FIXED),
                            "c2",
                            0,
                            0,
                            CellSummary.Sources.NONE,
                            List.of(),
                            List.of(),
                            List.of(),
                            List.of())));

    static final LogEntry.ThresholdsSet THRESHOLDS_SET = new LogEntry.ThresholdsSet(
            new Thresholds(0.5, 4, List.of("KZ", "NO"), 30, 60, 10, 2.5, 0.1, 7),
            "series-1",
            new LogEntry.Stamp(AT + 412, "c1"));

    static final LogEntry.RalliesSet RALLIES_SET = new LogEntry.RalliesSet(
            List.of(
                    new Rally("r-1", "Митинг", AT, AT + 3_600_000, List.of(PLACE), null),
                    new Rally("r-2", "", AT, AT + 1, List.of(), new Rally.Circle(43.25, 76.95, 1500))),
            3,
            "series-1",
            new LogEntry.Stamp(AT + 413, "c1"));

    static final LogEntry.Trust TRUST =
            new LogEntry.Trust("p-5f0c7e21", "i-7", TrustLevel.REVOKED, new LogEntry.Stamp(AT + 414, "c1"));

    private Samples() {}
}
