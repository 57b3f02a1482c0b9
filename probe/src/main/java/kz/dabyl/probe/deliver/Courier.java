package kz.dabyl.probe.deliver;

import java.net.URI;
import java.time.Duration;

/** Carries requests to collectors. Answers within {@code patience}, one way or the other. */
public interface Courier {

    /** Asks for a document. */
    Reply get(URI document, Duration patience) throws InterruptedException;

    /** Enrols by an invite. */
    Reply enrol(URI probes, byte[] json, Duration patience) throws InterruptedException;

    /** Sends reports as NDJSON, by the token of the probe. */
    Reply report(URI reports, String token, byte[] lines, Duration patience) throws InterruptedException;
}
