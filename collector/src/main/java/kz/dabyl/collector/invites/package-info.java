/** What operators and probes ask about trust over HTTP: invites made, spent and taken back, probes shut out. */
@org.jspecify.annotations.NullMarked
package kz.dabyl.collector.invites;
