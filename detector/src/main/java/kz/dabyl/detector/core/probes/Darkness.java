package kz.dabyl.detector.core.probes;

import java.util.List;
import kz.dabyl.model.Ping;
import kz.dabyl.model.PingError;
import kz.dabyl.model.TargetClass;
import kz.dabyl.model.WireInput;
import kz.dabyl.model.WireOutput;
import org.jspecify.annotations.Nullable;

/**
 * Whether a probe's network is cut although its reports still come, by a second SIM, Wi-Fi or a fixed line: no target at all
 * answers it. Such a probe counts as silent since its last report in which one did.
 *
 * <p>One target alone that does not answer proves nothing, however often: it may be blocked. Two are needed, in one report
 * or in two that follow each other. A refusal, a reset, a broken handshake and a wrong page are answers: packets come back, whoever
 * sends them. And where no domestic target is among those that fail, they may be all that is blocked, or all that lies
 * abroad: the report came, perhaps over the very network that it names. Reports without pings leave things as they are. Not
 * thread-safe.
 */
final class Darkness {

    private static final long NEVER = 0;
    private static final int NONE = 0;
    /** Set in the hash of a domestic target. */
    private static final int DOMESTIC = 2;

    private boolean dark;
    private long lastLitMillis = NEVER;
    /** Hash of the one target that all pings of the latest report tried in vain, if it was one. */
    private int alone = NONE;

    /** Takes the results of a report that is not older than its probe's promise allows. */
    void judge(List<Ping> pings) {
        if (pings.isEmpty()) {
            return;
        }
        if (proves(pings.get(0))) {
            lit();
            return;
        }
        var first = hash(pings.get(0));
        var several = alone != NONE && alone != first;
        var domestic = (alone & DOMESTIC) != 0;
        for (var ping : pings) {
            if (proves(ping)) {
                lit();
                return;
            }
            several |= hash(ping) != first;
            domestic |= ping.targetClass() == TargetClass.DOMESTIC;
        }
        dark |= several && domestic;
        alone = first;
    }

    private void lit() {
        dark = false;
        alone = NONE;
    }

    /** Whether packets come back. */
    private static boolean proves(Ping ping) {
        return ping.ok() || isAnswer(ping.error());
    }

    /** Whether a failure proves that packets come back. */
    private static boolean isAnswer(@Nullable PingError error) {
        return error == PingError.RESET
                || error == PingError.REFUSED
                || error == PingError.TLS
                || error == PingError.HTTP;
    }

    private static int hash(Ping ping) {
        var hash = ping.target().hashCode() | 1;
        return ping.targetClass() == TargetClass.DOMESTIC ? hash | DOMESTIC : hash & ~DOMESTIC;
    }

    /** The probe was heard; where it is not dark, its network works. */
    void heard(long time) {
        if (!dark) {
            lastLitMillis = time;
        }
    }

    /** The probe is in another network now: what was said of the one before means nothing there. */
    void begin() {
        dark = false;
        lastLitMillis = NEVER;
        alone = NONE;
    }

    boolean dark() {
        return dark;
    }

    /** When the probe was last heard with a network that works, epoch milliseconds; long ago if never. */
    long lastLitMillis() {
        return lastLitMillis;
    }

    /** @param heard when the probe was heard, epoch milliseconds: mostly that is when its network worked */
    void write(WireOutput out, long heard) {
        out.u8(dark ? 1 : 0);
        out.signed(heard - lastLitMillis);
        out.signed(alone);
    }

    static Darkness read(WireInput in, long heard) {
        return of(in.u8() == 1, heard - in.signed(), (int) in.signed());
    }

    static Darkness of(boolean dark, long lastLitMillis, int alone) {
        var darkness = new Darkness();
        darkness.dark = dark;
        darkness.lastLitMillis = lastLitMillis;
        darkness.alone = alone;
        return darkness;
    }

    /** One that was last heard then, and said nothing of its network since. */
    static Darkness litAt(long time) {
        return of(false, time, NONE);
    }
}
