/** Monitors that can only call an address: addresses that carry a token, and what a call says. */
@org.jspecify.annotations.NullMarked
package kz.dabyl.collector.push;
