package kz.dabyl.alerts.subscriptions;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * One subscription as it is stored. Times are epoch milliseconds.
 *
 * @param from offset of the first revision that it is told of: nothing from before it was made
 * @param secrets newest first; the older ones sign along until they run out
 */
public record Subscription(
        String id, Terms terms, long from, long created, List<SealedSecret> secrets, Standing standing) {

    /**
     * A secret of scheme {@code v1}.
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
    }

    public boolean active() {
        return standing.state() == State.ACTIVE;
    }

    public Channel channel() {
        return terms.address().channel();
    }

    public Subscription with(Standing now) {
        return new Subscription(id, terms, from, created, secrets, now);
    }

    public Subscription startingAt(long offset) {
        return new Subscription(id, terms, offset, created, secrets, standing);
    }

    /** The same with a new secret; the present ones sign along until {@code overlap}. */
    public Subscription rotated(String sealed, long now, long overlap) {
        var rotated = new ArrayList<SealedSecret>();
        rotated.add(new SealedSecret(sealed, OptionalLong.empty()));
        secrets.stream()
                .filter(secret -> secret.valid(now))
                .map(secret -> secret.until().isPresent()
                        ? secret
                        : new SealedSecret(secret.sealed(), OptionalLong.of(overlap)))
                .forEach(rotated::add);
        return new Subscription(id, terms, from, created, rotated, standing);
    }

    /** The sealed secrets that sign at {@code now}. */
    public List<String> sealedSecrets(long now) {
        return secrets.stream()
                .filter(secret -> secret.valid(now))
                .map(SealedSecret::sealed)
                .toList();
    }
}
