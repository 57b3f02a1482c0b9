/** Recordings in: a stretch of a log is fed with its own times to a collector whose time comes from the log. */
@org.jspecify.annotations.NullMarked
package kz.dabyl.collector.recordings;
