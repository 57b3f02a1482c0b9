package kz.dabyl.probe.keep;

/**
 * A report that was made and not yet taken by a collector.
 *
 * @param at when it was measured, epoch milliseconds
 * @param json as it is sent
 */
public record Kept(long seq, long at, String json) {}
