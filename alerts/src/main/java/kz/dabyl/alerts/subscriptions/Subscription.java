package kz.dabyl.alerts.subscriptions;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * One subscription as it is stored. Times are epoch milliseconds.
 *
 * @param from offset of the first revision that it is told of: nothing from before it was made
 * @param secrets newest first; the older ones sign along until they run out
 * @param gaps what was published while it was not active, oldest first
 */
public record Subscription(
        String id,
        Terms terms,
        long from,
        long created,
        List<SealedSecret> secrets,
        Standing standing,
        List<Gap> gaps) {

    /** More gaps are forgotten, the oldest first. */
    private static final int MAX_GAPS = 16;

    /**
     * Offsets of revisions that nothing was decided of.
     *
     * @param until offset of the first revision after it; empty while it lasts
     */
    public record Gap(long from, OptionalLong until) {

        boolean holds(long offset) {
            return offset >= from && (until.isEmpty() || offset < until.getAsLong());
        }
    }

    /**
     * A secret of a webhook. With scheme {@code v1} it signs, with {@code v1a} it only shows who asks.
     *
     * @param until when it stops to sign, if it was replaced
     */
    public record SealedSecret(String sealed, OptionalLong until) {

        boolean valid(long now) {
            return until.isEmpty() || now < until.getAsLong();
        }
    }

    /** Whether messages are sent. */
    public enum State {
        ACTIVE,
        /** A message could not be delivered for days. */
        DISABLED,
        /** The receiver answered 410. */
        ENDED
    }

    /**
     * Where a subscription stands, and why.
     *
     * @param reason empty while active
     */
    public record Standing(State state, String reason, long since) {}

    public Subscription {
        secrets = List.copyOf(secrets);
        gaps = List.copyOf(gaps.subList(Math.max(0, gaps.size() - MAX_GAPS), gaps.size()));
    }

    /** One that was active ever since. */
    public Subscription(
            String id, Terms terms, long from, long created, List<SealedSecret> secrets, Standing standing) {
        this(id, terms, from, created, secrets, standing, List.of());
    }

    public boolean active() {
        return standing.state() == State.ACTIVE;
    }

    public Channel channel() {
        return terms.address().channel();
    }

    /** The same on other terms. */
    public Subscription with(Terms other) {
        return new Subscription(id, other, from, created, secrets, standing, gaps);
    }

    /** The same, to which nothing is sent from the revision at {@code offset} on. */
    public Subscription silenced(Standing now, long offset) {
        var more = new ArrayList<>(gaps);
        more.add(new Gap(offset, OptionalLong.empty()));
        return new Subscription(id, terms, from, created, secrets, now, more);
    }

    /** The same, active again from the revision at {@code offset} on. */
    public Subscription resumed(long now, long offset) {
        var closed = gaps.stream()
                .map(gap -> gap.until().isPresent() ? gap : new Gap(gap.from(), OptionalLong.of(offset)))
                .toList();
        return new Subscription(id, terms, from, created, secrets, new Standing(State.ACTIVE, "", now), closed);
    }

    /** Whether what was published at {@code offset} fell into a time in which it was not active. */
    public boolean missed(long offset) {
        return gaps.stream().anyMatch(gap -> gap.holds(offset));
    }

    public Subscription startingAt(long offset) {
        return new Subscription(id, terms, offset, created, secrets, standing, gaps);
    }

    /** The same with a new secret; only the one before signs along, until {@code overlap}: two signatures at most. */
    public Subscription rotated(String sealed, long now, long overlap) {
        var rotated = new ArrayList<SealedSecret>();
        rotated.add(new SealedSecret(sealed, OptionalLong.empty()));
        secrets.stream()
                .filter(secret -> secret.valid(now))
                .findFirst()
                .map(secret -> new SealedSecret(secret.sealed(), OptionalLong.of(overlap)))
                .ifPresent(rotated::add);
        return new Subscription(id, terms, from, created, rotated, standing, gaps);
    }

    /** The sealed secrets that sign at {@code now}. */
    public List<String> sealedSecrets(long now) {
        return secrets.stream()
                .filter(secret -> secret.valid(now))
                .map(SealedSecret::sealed)
                .toList();
    }
}
