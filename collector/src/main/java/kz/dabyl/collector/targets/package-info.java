/** What probes are asked to measure, and how they fetch the list. */
@org.jspecify.annotations.NullMarked
package kz.dabyl.collector.targets;
