package kz.dabyl.collector.admission;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import kz.dabyl.collector.trust.Principal;
import org.jspecify.annotations.Nullable;

/**
 * Bounds the bytes of all requests that are being read or stored, so that a slow log or many slow senders cannot fill the
 * memory. A probe has a share of them: one body of whatever size, or several within a quarter of all. So have all large bodies
 * of the probes of one invite, and all small ones another, so that the tokens of one invite do not shut out all others; within
 * that, who holds nothing yet comes before those who hold something, so that few of its tokens do not shut out the rest. Some
 * room is kept for small bodies. Thread-safe; a {@link Claim} belongs to one request.
 */
public final class Admission {

    /** Nearly all bodies are no larger: while none of these finds room nobody is heard. */
    static final int SMALL_BYTES = 64 * 1024;

    private static final int SHARES = 4;

    /** Of the room, for the small bodies of one invite where each is its probe's only one. */
    private static final int FIRST_SHARES = 2;

    /** For a moment any collector may be full. */
    private static final Duration LONG = Duration.ofSeconds(3);

    /**
     * Whoever was told to come again has come by then, and a detector takes a gap of so long for blindness: the silence of
     * those who were turned away must not count.
     */
    private static final Duration OVER = Duration.ofSeconds(12);

    private final long limit;
    private final long limitOfLarge;
    private final LongSupplier nanoTime;
    private final AtomicLong held = new AtomicLong();
    private final Shares ofProbes;
    private final Shares largeOfInvites;
    private final Shares smallOfInvites;

    private volatile boolean turnedAway;
    private long firstTurnedAway;
    private long lastTurnedAway;
    private long leastTurnedAway;

    /** One that keeps no room for small bodies. */
    public Admission(long limit) {
        this(limit, 0, System::nanoTime);
    }

    /** @param kept of {@code limit}, for small bodies alone */
    public Admission(long limit, long kept, LongSupplier nanoTime) {
        this.limit = limit;
        limitOfLarge = limit - kept;
        this.nanoTime = nanoTime;
        ofProbes = new Shares(limit / SHARES);
        largeOfInvites = new Shares(limit / SHARES);
        smallOfInvites = new Shares(limit / SHARES);
    }

    /** For reports: a quarter is kept for small bodies, as far as the largest has room all the same, as it came and unpacked. */
    public static Admission of(Limits limits) {
        var all = limits.inFlightBytes();
        return new Admission(
                all, Math.min(all / SHARES, Math.max(0, all - 2L * limits.bodyBytes() - 1)), System::nanoTime);
    }

    /** A claim for no bytes yet, of nobody's share. That it finds no room is not the last word. */
    public Claim claim() {
        return new Claim(null, false);
    }

    /** A claim for no bytes yet, of a request that is there as a whole. That it finds no room is not the last word. */
    public Claim claimAtOnce(Principal sender) {
        return new Claim(sender instanceof Principal.Probe probe ? probe : null, false);
    }

    /** A claim for no bytes yet, of a request that is still to come. */
    public Claim claim(Principal sender) {
        return new Claim(sender instanceof Principal.Probe probe ? probe : null, true);
    }

    public long heldBytes() {
        return held.get();
    }

    /** Whether bodies, however small, have been turned away for seconds and none was let in: whoever is silent may not be. */
    public synchronized boolean deaf() {
        return turnedAway
                && lastTurnedAway - firstTurnedAway >= LONG.toNanos()
                && nanoTime.getAsLong() - lastTurnedAway <= OVER.toNanos();
    }

    /** Why nobody is heard. */
    public Optional<String> fault() {
        return deaf()
                ? Optional.of(
                        "there is no room for bodies of reports, which are answered 503; time stands still meanwhile")
                : Optional.empty();
    }

    private synchronized void turnAway(long size) {
        var now = nanoTime.getAsLong();
        var anew = !turnedAway || now - lastTurnedAway > OVER.toNanos();
        if (anew) {
            firstTurnedAway = now;
        }
        leastTurnedAway = anew ? size : Math.min(leastTurnedAway, size);
        lastTurnedAway = now;
        turnedAway = true;
    }

    /** That the first bytes of a body found room says nothing of the rest, nor one that holds next to nothing of the others. */
    private void letIn(long size) {
        // Each small body comes by here, and hardly ever was one turned away.
        if (turnedAway) {
            synchronized (this) {
                turnedAway = size < leastTurnedAway;
            }
        }
    }

    /** What one request holds. */
    public final class Claim {

        private final Principal.@Nullable Probe probe;
        private final boolean lastWord;
        private final AtomicLong mine = new AtomicLong();
        private final AtomicLong mineAsLarge = new AtomicLong();
        private final AtomicLong mineAsSmall = new AtomicLong();
        private volatile long announced;

        private Claim(Principal.@Nullable Probe probe, boolean lastWord) {
            this.probe = probe;
            this.lastWord = lastWord;
        }

        /** Tells what the request says to be its length: a large body is large from its first byte. */
        void announce(long bytes) {
            announced = bytes;
        }

        /** Holds {@code bytes} more; false, and nothing changed, if there is no room. */
        public boolean grow(long bytes) {
            var small = Math.max(announced, mine.get() + bytes) <= SMALL_BYTES;
            var asLarge = small ? 0 : mine.get() + bytes - mineAsLarge.get();
            if (!takeShares(bytes, asLarge)) {
                return false;
            }
            if (held.addAndGet(bytes) > (small ? limit : limitOfLarge)) {
                held.addAndGet(-bytes);
                returnShares(bytes, asLarge, small ? bytes : 0);
                if (small && lastWord) {
                    turnAway(mine.get() + bytes);
                }
                return false;
            }
            var all = mine.addAndGet(bytes);
            mineAsLarge.addAndGet(asLarge);
            if (small) {
                mineAsSmall.addAndGet(bytes);
                letIn(all);
            } else {
                returnSmall(mineAsSmall.getAndSet(0));
            }
            return true;
        }

        /** Whether so many bytes more would find room if nobody else held any. */
        public boolean everFits(long bytes) {
            return mine.get() + bytes <= limitOfLarge;
        }

        private boolean takeShares(long bytes, long asLarge) {
            if (probe == null) {
                return true;
            }
            if (!ofProbes.take(probe.probe(), bytes, mine.get())) {
                return false;
            }
            var ofInvite = asLarge > 0
                    ? largeOfInvites.take(probe.invite(), asLarge, mineAsLarge.get())
                    : smallOfInvites.take(probe.invite(), bytes, mineAsSmall.get(), mostOfSmall(probe, bytes));
            if (!ofInvite) {
                ofProbes.giveBack(probe.probe(), bytes);
            }
            return ofInvite;
        }

        private long mostOfSmall(Principal.Probe sender, long bytes) {
            var only = ofProbes.held(sender.probe()) <= mine.get() + bytes;
            return limit / (only ? FIRST_SHARES : SHARES);
        }

        private void returnShares(long bytes, long asLarge, long asSmall) {
            if (probe != null) {
                ofProbes.giveBack(probe.probe(), bytes);
                largeOfInvites.giveBack(probe.invite(), asLarge);
                returnSmall(asSmall);
            }
        }

        private void returnSmall(long bytes) {
            if (probe != null && bytes > 0) {
                smallOfInvites.giveBack(probe.invite(), bytes);
            }
        }

        /** Gives everything back. */
        public void release() {
            var all = mine.getAndSet(0);
            held.addAndGet(-all);
            if (all > 0) {
                returnShares(all, mineAsLarge.getAndSet(0), mineAsSmall.getAndSet(0));
            }
        }
    }
}
