package kz.dabyl.detector.core.probes;

import kz.dabyl.detector.core.rules.Family;
import kz.dabyl.detector.core.rules.Slowness;
import kz.dabyl.model.Ailment;
import kz.dabyl.model.CellSummary;

/**
 * What is remembered of one target for one probe: what is usual, and what has not been so since when. 64 bytes, so
 * that it mostly takes one line of the processor's cache: hops are ints, small numbers bytes. Not thread-safe.
 *
 * <p>A row of bad results is of one {@link Family}. One result of another sort does not end it, two do: a target that is
 * throttled also times out now and then. One result as usual ends every row. What of it is stored says
 * {@link TargetStateCodec}.
 */
final class TargetState {

    /** A probe knows what is usual after so many results that were. */
    private static final int ENOUGH = 3;

    private static final float USUAL_RATE = 0.01f;
    private static final float FADE = 0.01f;

    /** Further bad results of a row say nothing about how often rows begin. */
    private static final int LONGEST_MISHAP = 2;

    private static final int TURNS = 2;

    /** An issuer that is not the usual one becomes so after a month: interception has lasted three weeks. */
    private static final int ISSUER_HOPS = 30 * 86_400 / 5;

    TargetNames.Name name;

    /** See {@link Usual}. */
    long rtt = Usual.NOTHING;

    long kbps = Usual.NOTHING;

    int measured;
    int since;
    int turnedAt;
    float rate = USUAL_RATE;
    /** By their codes. */
    byte family = (byte) Family.SILENCE.code();

    byte ailment = Ailment.TIMEOUT.wireCode();
    byte row;
    byte wells;
    /** Results since that are of another family: none or one once a result is in. */
    byte turns;

    byte step;
    byte stepBefore;
    char issuer;
    char otherIssuer;
    int otherSince;

    TargetState(TargetNames.Name name) {
        this.name = name;
    }

    /** Touches its beginning and its end, see {@link ProbeState#fetch}. */
    long fetch() {
        return rtt + otherSince + row;
    }

    /** Hop of the latest result. */
    int measured() {
        return measured;
    }

    /** Whether there is anything to say: it was as usual before, so that it can be otherwise. */
    boolean told() {
        return wells >= ENOUGH;
    }

    boolean well() {
        return row == 0;
    }

    Ailment ailment() {
        return Ailment.ofWireCode(ailment);
    }

    /** Its usual round trip, see {@link Usual}. */
    long rtt() {
        return rtt;
    }

    /** Its usual throughput, see {@link Usual}. */
    long kbps() {
        return kbps;
    }

    void learnRtt(double millis, int hops, boolean bad) {
        rtt = Usual.learn(rtt, millis, hops, bad);
    }

    void learnKbps(double value, int hops, boolean bad) {
        kbps = Usual.learn(kbps, value, hops, bad);
    }

    /** Hop of the last result as usual. */
    int since() {
        return since;
    }

    /** Bad results in a row, 0 to {@link CellSummary#MOST_RESULTS}. */
    int row() {
        return row;
    }

    int rateBucket() {
        return CellSummary.bucketOfLoss(rate);
    }

    void takeWell(int hop) {
        wells = (byte) Math.min(ENOUGH, wells + 1);
        rate -= FADE * rate;
        row = 0;
        turns = 0;
        step = 0;
        stepBefore = 0;
        since = hop;
        measured = hop;
    }

    void takeFailure(Ailment how, int hop) {
        if (takeBad(Family.FAILING, hop)) {
            ailment = how.wireCode();
        }
    }

    void takeForeign(int hop) {
        if (takeBad(Family.FOREIGN, hop)) {
            ailment = Ailment.FOREIGN_ISSUER.wireCode();
        }
    }

    /**
     * Takes a result that is slow.
     *
     * @param now by how much, 1 to {@link Slowness#STEPS}; what is told is the median of the last three
     */
    void takeSlow(boolean thin, int now, int hop) {
        if (takeBad(Family.SLOW, hop)) {
            var told = step == 0 ? now : median(now, step, stepBefore);
            stepBefore = step;
            step = (byte) now;
            ailment = Slowness.ailment(thin, told).wireCode();
        }
    }

    private static int median(int a, int b, int c) {
        return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
    }

    /** Whether the result belongs to the row that is told. */
    private boolean takeBad(Family of, int hop) {
        var before = measured;
        measured = hop;
        if (row > 0 && of.code() != family) {
            turnedAt = turns == 0 ? before : turnedAt;
            turns++;
            if (turns < TURNS) {
                return false;
            }
            since = turnedAt;
            row = (byte) (turns - 1);
            step = 0;
            stepBefore = 0;
        }
        row = (byte) Math.min(CellSummary.MOST_RESULTS, row + 1);
        turns = 0;
        family = (byte) of.code();
        if (row <= LONGEST_MISHAP) {
            rate += FADE * (1 - rate);
        }
        return true;
    }

    /** Whether it has been seen who usually signs. */
    boolean knowsIssuer() {
        return issuer != Issuers.UNKNOWN;
    }

    /** Whether a certificate is of another issuer than those that the probe is used to; takes note of it. */
    boolean foreign(int code, int hop) {
        if (code == Issuers.UNKNOWN || code == issuer) {
            return false;
        }
        if (issuer == Issuers.UNKNOWN) {
            issuer = (char) code;
            return false;
        }
        var settled = otherIssuer != Issuers.UNKNOWN && hop - otherSince >= ISSUER_HOPS;
        if (code != otherIssuer) {
            issuer = settled ? otherIssuer : issuer;
            otherIssuer = (char) code;
            otherSince = hop;
            return true;
        }
        return !settled;
    }
}
