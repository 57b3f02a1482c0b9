package kz.dabyl.alerts.channels;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.net.TrustOptions;
import io.vertx.ext.mail.LoginOption;
import io.vertx.ext.mail.MailClient;
import io.vertx.ext.mail.MailConfig;
import io.vertx.ext.mail.MailResult;
import io.vertx.ext.mail.StartTLSOptions;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import kz.dabyl.alerts.faults.Fault;
import kz.dabyl.alerts.subscriptions.Address;
import org.jspecify.annotations.Nullable;

/**
 * Hands mail to the deployment's server, each on a connection of its own; one deadline spans all of it. A server that filters
 * what it takes may answer late, and has taken the mail all the same (RFC 5321, 4.5.3.2.6: ten minutes for that answer, or the mail
 * arrives again and again). The client does not tell such a server from one that hangs: so the first try that takes too long is cut
 * soon, and who was late last time is waited for, where that leaves room for others. The server is the operator's choice, so no
 * guard looks at where it is. Confined to the context that made it.
 */
final class MailTransport {

    /** RFC 5321: the requested mail action is completed. */
    private static final int COMPLETED = 250;

    /** So long a mail to somebody is waited for that was late the last time. */
    private static final Duration LONG = Duration.ofMinutes(10);

    /** So many are at once: of those that come to nothing as many again are cut soon, and the others have places beside them. */
    static final int PATIENT = MailQueue.CONNECTIONS / 2;

    private final Vertx vertx;
    private final SmtpServer server;
    private final Duration deadline;
    private final MailClient client;

    /** It keeps a connection for longer. */
    private final MailClient patient;

    private final MailQueue queue;

    /** Whose last try took longer than the deadline. */
    private final Set<String> slow = new HashSet<>();

    /** Who is waited for now: one try of each, lest one takes the places of all. */
    private final Set<String> waitedFor = new HashSet<>();

    /** @param trust what tests need to trust their own certificates */
    MailTransport(Vertx vertx, SmtpServer server, Duration deadline, @Nullable TrustOptions trust) {
        this.vertx = vertx;
        this.server = server;
        this.deadline = deadline;
        this.queue = new MailQueue(vertx, MailQueue.PATIENCE);
        this.client = MailClient.create(vertx, config(server, deadline, deadline, trust));
        this.patient = MailClient.create(vertx, config(server, deadline, LONG, trust));
    }

    private static MailConfig config(
            SmtpServer server, Duration connecting, Duration deadline, @Nullable TrustOptions trust) {
        var config = new MailConfig()
                .setHostname(server.host())
                .setPort(server.port())
                .setSsl(server.security() == SmtpServer.Security.TLS)
                .setStarttls(starttls(server.security()))
                .setLogin(server.login().isPresent() ? LoginOption.REQUIRED : LoginOption.DISABLED)
                // Our own host's name says where we are.
                .setOwnHostname(server.domain())
                .setUserAgent(HttpTransport.USER_AGENT)
                .setKeepAlive(false)
                .setMaxPoolSize(MailQueue.CONNECTIONS)
                .setConnectTimeout((int) connecting.toMillis())
                .setIdleTimeout((int) deadline.toMillis())
                .setIdleTimeoutUnit(TimeUnit.MILLISECONDS);
        if (trust != null) {
            config.setTrustOptions(trust);
        }
        server.login().ifPresent(login -> config.setUsername(login.user()).setPassword(login.password()));
        return config;
    }

    /**
     * The client compares a certificate's name with the server's only where STARTTLS is not disabled and nobody told it to:
     * so an algorithm is not set, and on a connection that is encrypted from the start STARTTLS, never tried there, is
     * optional.
     */
    private static StartTLSOptions starttls(SmtpServer.Security security) {
        return switch (security) {
            case STARTTLS -> StartTLSOptions.REQUIRED;
            case TLS -> StartTLSOptions.OPTIONAL;
            case NONE -> StartTLSOptions.DISABLED;
        };
    }

    /**
     * One try; the future never fails. Its deadline runs from when there is a connection for it. The client has a queue of its
     * own, but whoever waits in that past the deadline is sent all the same, beside the try that follows: the more mail waits,
     * the more would be sent twice.
     */
    Future<Outcome> send(Address.Email address, Saying saying) {
        return queue.add(saying.subscription(), () -> attempt(address, saying));
    }

    private Future<Outcome> attempt(Address.Email address, Saying saying) {
        var begun = System.nanoTime();
        var receiver = saying.subscription();
        var waits = waitedFor.size() < PATIENT && slow.contains(receiver) && waitedFor.add(receiver);
        return (waits ? attempt(patient, LONG, address, saying) : attempt(client, deadline, address, saying))
                .onSuccess(outcome -> {
                    if (waits) {
                        waitedFor.remove(receiver);
                    }
                    if (System.nanoTime() - begun >= deadline.toNanos()) {
                        slow.add(receiver);
                    } else if (outcome.delivered()) {
                        slow.remove(receiver);
                    }
                });
    }

    private Future<Outcome> attempt(MailClient by, Duration within, Address.Email address, Saying saying) {
        var caller = vertx.getOrCreateContext();
        var sent = Promise.<MailResult>promise();
        // Not the future's own timeout, which without a context ends on a thread of nobody's.
        var timer = vertx.setTimer(within.toMillis(), t -> sent.tryFail(new TimeoutException()));
        Future.succeededFuture()
                .compose(v -> by.sendMail(MailRendering.message(server, address, saying)))
                .onComplete(ended -> caller.runOnContext(v -> {
                    vertx.cancelTimer(timer);
                    if (ended.succeeded()) {
                        sent.tryComplete(ended.result());
                    } else {
                        sent.tryFail(ended.cause());
                    }
                }));
        return sent.future()
                .map(taken -> Outcome.delivered(COMPLETED))
                .otherwise(cause -> cause instanceof TimeoutException
                        ? Outcome.failed(Fault.LATE.text(within.toMillis()))
                        : MailRendering.judge(cause));
    }
}
