package kz.dabyl.probe.measure;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.OptionalDouble;

/** Sends ICMP echoes, where the system lets it. Thread-safe. */
interface Echo {

    /** Whether echoes can be sent at all. */
    boolean allowed();

    /** Milliseconds until the answer, empty if none came within {@code patience}. */
    OptionalDouble send(InetAddress to, Duration patience) throws IOException, InterruptedException;
}
