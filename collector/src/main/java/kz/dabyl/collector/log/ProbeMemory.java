package kz.dabyl.collector.log;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.OptionalInt;
import kz.dabyl.model.Partitions;
import kz.dabyl.model.WireReports;
import org.jspecify.annotations.Nullable;

/**
 * What the collector keeps in mind of probes: which of their reports are in the log, and their allowance. Bounded: of those
 * that were silent since they were last looked at, the one that was looked at longest ago is forgotten first. Nothing depends
 * on it but politeness, the detector is the authority on duplicates.
 *
 * <p>An open hash table that is asked by the names as they stand on the wire, since it is asked for each report; whoever does
 * not know its seed cannot have many probes meet in one place. Invariant: at least half of its slots are free. Not
 * thread-safe.
 */
final class ProbeMemory {

    private static final int FEWEST = 16;

    private final int capacity;
    private final int partitions;
    private final long seed = new SecureRandom().nextLong() | 1;
    private @Nullable Known[] slots = new Known[2 * FEWEST];

    /** All of them; those who come replace those who are forgotten. */
    private Known[] round = new Known[FEWEST];

    private int size;
    private int hand;

    /** One probe. */
    static final class Known {

        final SeqRanges acknowledged = new SeqRanges();

        /** Of the log, where its reports go. */
        final int partition;

        private final byte[] name;
        private final long hash;

        /** Whether it was heard of since it was last looked at. */
        private boolean heard;

        private @Nullable Account account;

        Known(byte[] name, long hash, int partition) {
            this.name = name;
            this.hash = hash;
            this.partition = partition;
        }

        /**
         * Charges the probe with those of {@code reports}, all its own, that it was not charged with before.
         *
         * @return after how many seconds it has room for them, empty if it has it now
         */
        OptionalInt charge(Selection reports, long received) {
            if (account == null) {
                account = new Account();
            }
            return account.charge(reports, received);
        }
    }

    /** Of a probe that reports itself; none is kept of those that a relay speaks for. */
    private static final class Account {

        private final Allowance allowance = new Allowance();

        /** What the allowance was charged with, be it that it is still on its way or got lost: it is charged once. */
        private final SeqRanges charged = new SeqRanges();

        OptionalInt charge(Selection reports, long received) {
            var news = reports.those(i -> !charged.contains(reports.seq(i)));
            var pause = news.isEmpty() ? OptionalInt.empty() : allowance.charge(news, received);
            if (pause.isEmpty()) {
                for (var i = 0; i < news.size(); i++) {
                    charged.add(news.seq(i));
                }
            }
            return pause;
        }
    }

    /** @param partitions of the log */
    ProbeMemory(int capacity, int partitions) {
        this.capacity = capacity;
        this.partitions = partitions;
    }

    /** What is kept in mind of the probe of a report, from now on if it is new. */
    Known known(WireReports reports, int index) {
        var hash = reports.nameHash(index, seed);
        for (var slot = home(hash); ; slot = next(slot)) {
            var known = slots[slot];
            if (known == null) {
                return add(reports.name(index), hash);
            }
            if (known.hash == hash && reports.isOf(known.name, index)) {
                known.heard = true;
                return known;
            }
        }
    }

    private Known add(byte[] name, long hash) {
        var known = new Known(name, hash, Partitions.of(name, partitions));
        if (size == capacity) {
            forgetOne();
            round[hand] = known;
            hand = (hand + 1) % capacity;
        } else {
            if (size == round.length) {
                grow();
            }
            round[size] = known;
            size++;
        }
        put(known);
        return known;
    }

    /** Makes the hand stop where somebody was that is forgotten now. */
    private void forgetOne() {
        while (round[hand].heard) {
            round[hand].heard = false;
            hand = (hand + 1) % capacity;
        }
        remove(round[hand]);
    }

    private void grow() {
        round = Arrays.copyOf(round, 2 * round.length);
        slots = new Known[2 * round.length];
        for (var i = 0; i < size; i++) {
            put(round[i]);
        }
    }

    private void put(Known known) {
        var slot = home(known.hash);
        while (slots[slot] != null) {
            slot = next(slot);
        }
        slots[slot] = known;
    }

    /** Those behind that would not be found over the gap move up. */
    private void remove(Known known) {
        var gap = home(known.hash);
        while (slots[gap] != known) {
            gap = next(gap);
        }
        var slot = next(gap);
        for (var other = slots[slot]; other != null; other = slots[slot]) {
            if (distance(home(other.hash), slot) >= distance(gap, slot)) {
                slots[gap] = other;
                gap = slot;
            }
            slot = next(slot);
        }
        slots[gap] = null;
    }

    private int home(long hash) {
        return (int) (hash >>> 32) & (slots.length - 1);
    }

    private int next(int slot) {
        return (slot + 1) & (slots.length - 1);
    }

    private int distance(int from, int to) {
        return (to - from) & (slots.length - 1);
    }
}
