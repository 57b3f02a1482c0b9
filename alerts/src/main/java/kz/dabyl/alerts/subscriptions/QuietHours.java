package kz.dabyl.alerts.subscriptions;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;

/**
 * Hours of the day in which nobody is to be woken by news; past midnight when {@code from} is later than {@code until}.
 *
 * @param from first quiet minute
 * @param until first minute that is not quiet any more, other than {@code from}
 */
public record QuietHours(LocalTime from, LocalTime until, ZoneId zone) {

    /** When the quiet hours end, if {@code now} is within them. */
    public Optional<Instant> endIfWithin(Instant now) {
        var local = now.atZone(zone);
        var time = local.toLocalTime();
        var overnight = from.isAfter(until);
        var within =
                overnight ? !time.isBefore(from) || time.isBefore(until) : !time.isBefore(from) && time.isBefore(until);
        if (!within) {
            return Optional.empty();
        }
        var tomorrow = overnight && !time.isBefore(from);
        var day = tomorrow ? local.toLocalDate().plusDays(1) : local.toLocalDate();
        // Where clocks are set back an hour comes twice: quiet is quiet until it is over for good.
        return Optional.of(
                day.atTime(until).atZone(zone).withLaterOffsetAtOverlap().toInstant());
    }
}
