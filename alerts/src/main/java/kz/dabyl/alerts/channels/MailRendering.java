package kz.dabyl.alerts.channels;

import io.vertx.core.MultiMap;
import io.vertx.ext.mail.MailMessage;
import io.vertx.ext.mail.SMTPException;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import kz.dabyl.alerts.channels.Saying.Subject;
import kz.dabyl.alerts.faults.Fault;
import kz.dabyl.alerts.subscriptions.Address;

/**
 * Mail. The same message has the same {@code Message-ID} at every try, and all messages on one incident answer the same
 * root, so that they are one thread. No header holds anything from outside but the encoded subject. Pure.
 */
final class MailRendering {

    private static final int SUBJECT_CHARACTERS = 200;
    private static final int MOST_CHARACTERS = 50_000;

    /** How the client begins what it says of an answer to RCPT. */
    private static final String AT_RECIPIENT = "recipient address not accepted";

    /**
     * Of the mailbox itself (RFC 3463, RFC 7505): unknown, of an unknown domain, badly written, moved, of a domain that takes no mail,
     * disabled. Servers refuse at RCPT for the sender's address too, which is ours (5.1.0, 5.1.7, 5.1.8), and a full mailbox (5.2.2) has
     * room again one day.
     */
    private static final Pattern ENDS =
            Pattern.compile("5\\d\\d[ -]5\\.(1\\.(1|2|3|6|10)|2\\.1)(?![.\\d]).*", Pattern.DOTALL);

    private MailRendering() {}

    static MailMessage message(SmtpServer server, Address.Email address, Saying saying) {
        var letter = Letter.of(saying.notice()).within(MOST_CHARACTERS);
        var headers = MultiMap.caseInsensitiveMultiMap()
                .add("Message-ID", id(saying.id(), server))
                .add("Auto-Submitted", "auto-generated")
                .add("X-Auto-Response-Suppress", "All");
        if (saying.subject() instanceof Subject.Event event) {
            var root = id(event.incident().id() + "." + saying.subscription(), server);
            headers.add("In-Reply-To", root).add("References", root);
        }
        return new MailMessage()
                .setFrom(server.from())
                .setTo(address.to().text())
                .setSubject(new Letter(letter.headline(), "")
                        .within(SUBJECT_CHARACTERS)
                        .headline())
                .setText(letter.plain() + "\n")
                .setHeaders(headers);
    }

    private static String id(String local, SmtpServer server) {
        // Ids of incidents come from the log: whatever they hold, they stay within their brackets.
        return "<" + local.replaceAll("[^A-Za-z0-9._-]", "") + "@" + server.domain() + ">";
    }

    /** What a failure means. Errors of the server's own, such as a wrong password, are not the subscriber's. */
    static Outcome judge(Throwable cause) {
        if (!(cause instanceof SMTPException refusal)) {
            return String.valueOf(cause.getMessage()).contains("STARTTLS")
                    ? Outcome.failed(Fault.STARTTLS)
                    : FaultWords.outcome(cause);
        }
        var code = refusal.getReplyCode();
        // Not by getEnhancedStatus: that is the subject alone, and its detail that of whichever refusal came last.
        if (String.valueOf(refusal.getMessage()).startsWith(AT_RECIPIENT)
                && ENDS.matcher(refusal.getReplyMessage()).matches()) {
            return Outcome.gone(code, Fault.MAILBOX_UNKNOWN);
        }
        return new Outcome(
                Outcome.Verdict.FAILED, OptionalInt.of(code), Fault.MAIL_ANSWERED.text(code), Optional.empty());
    }
}
