package kz.dabyl.alerts.routing;

import kz.dabyl.alerts.subscriptions.Filter;

/** Why a subscriber is told of a revision, or is not. */
public enum Reason {
    /** It passes the filter, and they asked for such events. */
    ASKED_FOR,
    /** They were told that it opened, so they are told how it ends. */
    ENDS_WHAT_THEY_KNOW,
    /** They were told of it, and it was not so. */
    RETRACTS_WHAT_THEY_KNOW,
    /** They were told of another kind. */
    KIND_CHANGED,
    /** They were told that it is over, and it is not. */
    OPEN_AGAIN,

    /** Their quiet hours. */
    QUIET_HOURS,

    /** The subscription is disabled or has ended. */
    INACTIVE,
    /** They know this revision or a later one. */
    STALE,
    /** It is over before they were ever told of it. */
    NEVER_TOLD,
    /** It passes the filter, but they did not ask for such events. */
    EVENT_NOT_ASKED_FOR,
    /** News of what is over do not wait for the end of quiet hours. */
    OVER_IN_QUIET_HOURS,
    OTHER_AREA,
    OTHER_KIND,
    OTHER_NETWORK,
    LESS_CERTAIN,
    LESS_CONFIDENT;

    static Reason of(Filter.Mismatch mismatch) {
        return switch (mismatch) {
            case AREA -> OTHER_AREA;
            case KIND -> OTHER_KIND;
            case NETWORK -> OTHER_NETWORK;
            case CERTAINTY -> LESS_CERTAIN;
            case CONFIDENCE -> LESS_CONFIDENT;
        };
    }
}
