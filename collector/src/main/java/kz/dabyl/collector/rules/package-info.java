/** Thresholds and rallies: kept in a compacted topic, changed over HTTP, told to the log; and thresholds on trial beside them. */
@org.jspecify.annotations.NullMarked
package kz.dabyl.collector.rules;
