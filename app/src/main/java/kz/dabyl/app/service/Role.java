package kz.dabyl.app.service;

/** What a process may do for the deployment. */
public enum Role {
    COLLECTOR,
    DETECTOR,
    ALERTS
}
