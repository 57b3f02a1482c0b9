/** Tests of the collector. */
@org.jspecify.annotations.NullMarked
package kz.dabyl.collector.calendar;
