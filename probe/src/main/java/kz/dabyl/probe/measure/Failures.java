package kz.dabyl.probe.measure;

import java.net.NoRouteToHostException;
import java.net.PortUnreachableException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertificateException;
import java.util.Locale;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import kz.dabyl.model.PingError;
import org.jspecify.annotations.Nullable;

/** Why a connection failed, in the words of a report. */
public final class Failures {

    private static final int DEEPEST = 8;

    private Failures() {}

    /** The most telling cause in the chain of {@code failure}; {@link PingError#UNREACHABLE} where none is known. */
    public static PingError of(Throwable failure) {
        var cause = failure;
        for (var depth = 0; cause != null && depth < DEEPEST; depth++) {
            var error = single(cause);
            if (error != null) {
                return error;
            }
            cause = cause.getCause();
        }
        return PingError.UNREACHABLE;
    }

    private static @Nullable PingError single(Throwable cause) {
        if (cause instanceof UnknownHostException || cause instanceof UnresolvedAddressException) {
            return PingError.DNS;
        }
        if (cause instanceof SocketTimeoutException || cause instanceof TimeoutException) {
            return PingError.TIMEOUT;
        }
        if (cause instanceof NoRouteToHostException || cause instanceof PortUnreachableException) {
            return PingError.UNREACHABLE;
        }
        var byWords = byWords(String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT));
        if (byWords != null) {
            return byWords;
        }
        return cause instanceof SSLException || cause instanceof CertificateException ? PingError.TLS : null;
    }

    /** The JDK tells these apart by their messages alone, which are the system's or its own. */
    private static @Nullable PingError byWords(String message) {
        if (message.contains("refused")) {
            return PingError.REFUSED;
        }
        if (message.contains("reset")
                || message.contains("broken pipe")
                || message.contains("aborted")
                || message.contains("unexpected end of file")) {
            return PingError.RESET;
        }
        if (message.contains("timed out")) {
            return PingError.TIMEOUT;
        }
        return message.contains("unreachable") || message.contains("no route") ? PingError.UNREACHABLE : null;
    }
}
