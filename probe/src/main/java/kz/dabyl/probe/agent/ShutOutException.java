package kz.dabyl.probe.agent;

import java.io.Serial;

/** No collector wants this probe any more, and trying again would be of no use. */
public final class ShutOutException extends Exception {

    @Serial
    private static final long serialVersionUID = 1;

    ShutOutException(int status) {
        super(
                status == 401
                        ? "the collector does not know this probe's token: it was revoked, or the collector has new keys;"
                                + " ask for an invite and enrol anew"
                        : "the collector does not let this probe report: ask whoever gave the invite");
    }
}
