package kz.dabyl.alerts.channels;

import io.vertx.core.http.HttpClosedException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import javax.net.ssl.SSLException;
import kz.dabyl.alerts.faults.Fault;
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
            return Fault.UNSEALED.text();
        }
        if (cause instanceof NoRouteToHostException) {
            return Fault.NO_ROUTE.text();
        }
        if (cause instanceof ConnectException) {
            return Fault.CONNECTION_REFUSED.text();
        }
        if (cause instanceof SSLException) {
            return Fault.TLS.text();
        }
        if (cause instanceof HttpClosedException || cause instanceof java.net.SocketException) {
            return Fault.CONNECTION_CLOSED.text();
        }
        return Fault.OTHER.text() + " (" + cause.getClass().getSimpleName() + ")";
    }
}
