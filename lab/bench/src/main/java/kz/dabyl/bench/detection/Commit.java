package kz.dabyl.bench.detection;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;

/** Which state of the sources is measured, so that a page of figures says what it is about. */
final class Commit {

    private static final String UNKNOWN = "unknown";

    private Commit() {}

    /** The short id of the commit in the working folder, with {@code -dirty} where files differ from it. */
    static String here() {
        try {
            var git = new ProcessBuilder("git", "describe", "--always", "--dirty", "--exclude=*")
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            var id = new String(git.getInputStream().readAllBytes(), UTF_8).strip();
            return git.waitFor() == 0 && !id.isEmpty() ? id : UNKNOWN;
        } catch (IOException e) {
            return UNKNOWN;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("was interrupted", e);
        }
    }
}
