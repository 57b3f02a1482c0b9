/**
 * How much is taken on at once: the bytes of all bodies under way, each sender's share of them, and the pace at which a
 * body must come.
 */
@org.jspecify.annotations.NullMarked
package kz.dabyl.collector.admission;
