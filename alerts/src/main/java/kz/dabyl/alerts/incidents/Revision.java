package kz.dabyl.alerts.incidents;

import kz.dabyl.model.Incident;

/**
 * One published revision of an incident in its place in the log.
 *
 * @param offset place in the topic of revisions, the sequence number that clients see
 * @param json the incident as the contract's JSON, in one line
 */
public record Revision(long offset, Incident incident, String json) {}
