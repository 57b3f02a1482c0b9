/**
 * Reports in: over HTTP in our own form, whole batches or small ones past HTTP, and in formats of others. A body is read,
 * unpacked and checked here, then handed to the log.
 */
@org.jspecify.annotations.NullMarked
package kz.dabyl.collector.reports;
