package kz.dabyl.app.recording;

/**
 * A stretch of log time, epoch milliseconds.
 *
 * @param from the first moment that belongs to it
 * @param to the first moment after it; a tick of this very time still belongs to it, since it closes what came before
 */
public record TimeRange(long from, long to) {

    public static final TimeRange ALL = new TimeRange(Long.MIN_VALUE, Long.MAX_VALUE);

    boolean holds(long time, boolean tick) {
        return from <= time && (time < to || (tick && time == to));
    }
}
