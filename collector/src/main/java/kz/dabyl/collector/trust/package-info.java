/**
 * Who may do what: tokens of probes, relays and pushes, invites, and who was shut out. The book is read from a compacted
 * topic, the gate asks it for each request.
 */
@org.jspecify.annotations.NullMarked
package kz.dabyl.collector.trust;
