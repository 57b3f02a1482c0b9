package kz.dabyl.collector.adapter.atlas;

import java.util.OptionalLong;

/**
 * One line of RIPE Atlas measurement 7000: a probe connected to its controller, or its connection ended.
 *
 * @param time epoch milliseconds
 * @param asn the autonomous system it came from, where the log knows it
 */
public record ConnectionEvent(long time, long probe, String controller, boolean connect, OptionalLong asn) {}
