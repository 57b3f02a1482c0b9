package kz.dabyl.alerts.channels;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The server that takes our mail.
 *
 * @param from the sender: an address alone
 */
public record SmtpServer(String host, int port, Security security, Optional<Login> login, String from) {

    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9.:-]{1,253}");
    private static final Pattern MAILBOX =
            Pattern.compile("[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9.-]{1,253}");

    /** How the way to it is encrypted. */
    public enum Security {
        /** By STARTTLS; a server that does not offer it gets nothing. */
        STARTTLS,
        /** From the first byte on. */
        TLS,
        /** Not at all: for a relay on this machine. */
        NONE
    }

    /** It does not print its password. */
    public record Login(String user, String password) {

        @Override
        public String toString() {
            return user;
        }
    }

    public SmtpServer {
        if (!HOST.matcher(host).matches()) {
            throw new IllegalArgumentException("smtp-host must be a host name, was '" + host + "'");
        }
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("smtp-port must be 1 to 65535, was " + port);
        }
        if (!MAILBOX.matcher(from).matches()) {
            throw new IllegalArgumentException(
                    "smtp-from must be an address such as alerts@example.org, was '" + from + "'");
        }
        if (login.isPresent() && security == Security.NONE) {
            throw new IllegalArgumentException("smtp-user: a password is not sent without TLS");
        }
    }

    /** The domain in whose name we write. */
    String domain() {
        return from.substring(from.indexOf('@') + 1);
    }
}
