package kz.dabyl.probe.measure;

import java.time.Duration;

/**
 * How long each part of a measurement may take.
 *
 * @param lookUp until a name is resolved: one lost packet and what a system's resolver waits for it
 * @param connect until a connection is open, or an echo is back
 * @param answer until TLS is agreed on, and again until a page begins to come
 * @param download how long a page's bytes are counted
 */
public record Patience(Duration lookUp, Duration connect, Duration answer, Duration download) {

    public static final Patience USUAL =
            new Patience(Duration.ofSeconds(6), Duration.ofSeconds(3), Duration.ofSeconds(4), Duration.ofSeconds(4));
}
