package kz.dabyl.alerts.routing;

import java.util.Locale;
import kz.dabyl.alerts.subscriptions.Filter;

/** Why a subscriber is told of a revision, or is not. */
public enum Reason {
    ASKED_FOR("It passes the filter, and such events were asked for."),
    ENDS_WHAT_THEY_KNOW("They were told that it opened, so they are told how it ends."),
    RETRACTS_WHAT_THEY_KNOW("They were told of it, and it was not so."),
    KIND_CHANGED("They were told that it opened as another kind."),
    OPEN_AGAIN("They were told that it is over, and it is not."),

    QUIET_HOURS("It waits for the end of their quiet hours, and is then decided again by what is known by that time."),

    INACTIVE("The subscription was disabled or had ended."),
    BEFORE_SUBSCRIPTION("It was published before the subscription was made."),
    STALE("They know this revision or a later one."),
    NEVER_TOLD("It was over before they were ever told of it."),
    EVENT_NOT_ASKED_FOR("It passes the filter, but such events were not asked for."),
    OVER_IN_QUIET_HOURS("It was over, and news of what is over do not wait for the end of quiet hours."),
    OTHER_AREA("The filter names other areas."),
    OTHER_KIND("The filter names other kinds."),
    OTHER_NETWORK("The filter names other networks."),
    LESS_CERTAIN("The filter takes confirmed incidents only, and this was suspected."),
    LESS_CONFIDENT("The confidence was below the least that the filter takes.");

    private final String sentence;

    Reason(String sentence) {
        this.sentence = sentence;
    }

    /** Word for programs. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** One sentence for people. */
    public String sentence() {
        return sentence;
    }

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
