package kz.dabyl.alerts.channels;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import kz.dabyl.alerts.faults.Fault;

/**
 * How one try ended. Never holds anything of what the receiver answered but its status.
 *
 * @param status of the answer, if there was one
 * @param error why it was not delivered; empty if it was
 * @param retryAfter how long the receiver asked to be left alone
 */
public record Outcome(Verdict verdict, OptionalInt status, String error, Optional<Duration> retryAfter) {

    /** What follows from a try. */
    public enum Verdict {
        DELIVERED,
        /** To be tried again. */
        FAILED,
        /** The receiver wants nothing any more, or is no more. */
        GONE,
        /** It will never be taken as it is: an operator has to see to the subscription. */
        REFUSED
    }

    /** What a status means that has no meaning of its own on a channel. */
    public static Outcome of(Answer.Came answer, Instant now) {
        var status = answer.status();
        var delivered = status >= 200 && status < 300;
        var redirect = status >= 300 && status < 400;
        var error = delivered ? "" : redirect ? Fault.REDIRECTS.text() : Fault.ANSWERED.text(status);
        return new Outcome(
                delivered ? Verdict.DELIVERED : Verdict.FAILED,
                OptionalInt.of(status),
                error,
                RetryAfter.parse(answer.retryAfter().orElse(null), now));
    }

    /**
     * The same, unless it came from somebody else: a portal or a filter on the way answers 200 to everything, with a page of
     * its own.
     *
     * @param theirs whether the answer has what a service says when it took a message
     */
    static Outcome of(Answer.Came answer, Instant now, boolean theirs) {
        var outcome = of(answer, now);
        return outcome.delivered() && !theirs
                ? new Outcome(
                        Verdict.FAILED, outcome.status(), Fault.BETWEEN.text(answer.status()), outcome.retryAfter())
                : outcome;
    }

    public static Outcome delivered(int status) {
        return new Outcome(Verdict.DELIVERED, OptionalInt.of(status), "", Optional.empty());
    }

    /** There was no answer. */
    public static Outcome failed(Fault fault) {
        return failed(fault.text());
    }

    static Outcome failed(String error) {
        return new Outcome(Verdict.FAILED, OptionalInt.empty(), error, Optional.empty());
    }

    static Outcome gone(int status, Fault fault) {
        return new Outcome(Verdict.GONE, OptionalInt.of(status), fault.text(status), Optional.empty());
    }

    static Outcome refused(int status, Fault fault) {
        return new Outcome(Verdict.REFUSED, OptionalInt.of(status), fault.text(status), Optional.empty());
    }

    /** The same, to be tried again no sooner than after {@code wait}, if there is one. */
    Outcome after(Optional<Duration> wait) {
        return wait.isPresent() ? new Outcome(verdict, status, error, wait) : this;
    }

    /** The same, where a channel knows more of why it was not delivered. */
    Outcome because(Fault fault) {
        return new Outcome(verdict, status, fault.text(), retryAfter);
    }

    /** For how long the receiver, which took nothing, wants to be left alone. */
    public Optional<Duration> asked() {
        return delivered() ? Optional.empty() : retryAfter;
    }

    public boolean delivered() {
        return verdict == Verdict.DELIVERED;
    }

    public boolean gone() {
        return verdict == Verdict.GONE;
    }
}
