/**
 * The one writer of the log. A {@link kz.dabyl.collector.log.Ledger} stamps, tells repeats from news and packs records; one thread writes
 * them, and says of each {@link kz.dabyl.collector.log.Work} what became of it.
 */
@org.jspecify.annotations.NullMarked
package kz.dabyl.collector.log;
