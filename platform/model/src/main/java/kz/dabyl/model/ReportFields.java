package kz.dabyl.model;

import java.util.List;

/** The fields of a report in JSON, for those who go over it in one pass. */
final class ReportFields {

    static final FieldNames NAMES = new FieldNames(List.of(
            "probe", "seq", "at", "interval_s", "place", "network", "access", "boot", "software", "power", "pings"));
    static final int PROBE = 0;
    static final int SEQ = 1;
    static final int AT = 2;
    static final int INTERVAL = 3;
    static final int PLACE = 4;
    static final int NETWORK = 5;
    static final int ACCESS = 6;
    static final int BOOT = 7;
    static final int SOFTWARE = 8;
    static final int POWER = 9;
    static final int PINGS = 10;
    static final int REQUIRED = (1 << PROBE) | (1 << SEQ) | (1 << AT) | (1 << PLACE) | (1 << NETWORK) | (1 << ACCESS);

    private ReportFields() {}
}
