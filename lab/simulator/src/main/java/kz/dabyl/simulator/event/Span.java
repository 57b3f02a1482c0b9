package kz.dabyl.simulator.event;

/**
 * A stretch of time, its end excluded.
 *
 * @param start epoch milliseconds
 * @param end epoch milliseconds, {@link #OPEN} where it outlasts the scenario
 */
public record Span(long start, long end) {

    public static final long OPEN = Long.MAX_VALUE;
    public static final Span NEVER = new Span(OPEN, OPEN);
    public static final Span ALWAYS = new Span(Long.MIN_VALUE, OPEN);

    public boolean contains(long time) {
        return start <= time && time < end;
    }

    public boolean isOpen() {
        return end == OPEN;
    }
}
