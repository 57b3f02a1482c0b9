package kz.dabyl.alerts.channels;

import io.vertx.core.http.HttpClosedException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import javax.net.ssl.SSLException;
import kz.dabyl.alerts.webhook.RefusedException;
import kz.dabyl.alerts.webhook.UnsealException;

/** Why a try failed, in words that an operator may see and that name no address. */
public final class FaultWords {

    private FaultWords() {}

    /** A try that failed of {@code cause}. */
    public static Outcome outcome(Throwable cause) {
        return Outcome.failed(of(cause));
    }

    static String of(Throwable cause) {
        if (cause instanceof RefusedException refused) {
            return refused.reason();
        }
        if (cause instanceof UnsealException) {
            return "the secret cannot be opened with this deployment's key";
        }
        if (cause instanceof NoRouteToHostException) {
            return "no route to the receiver";
        }
        if (cause instanceof ConnectException) {
            return "connection refused";
        }
        if (cause instanceof SSLException) {
            return "TLS failed: the certificate is not trusted, or there is no common protocol";
        }
        if (cause instanceof HttpClosedException || cause instanceof java.net.SocketException) {
            return "the connection was closed before an answer came";
        }
        return "the request failed (" + cause.getClass().getSimpleName() + ")";
    }
}
