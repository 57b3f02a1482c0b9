package kz.dabyl.probe.measure;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.SocketChannel;
import java.security.KeyStore;
import java.time.Duration;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.X509ExtendedTrustManager;
import kz.dabyl.model.Ping;
import kz.dabyl.model.PingError;
import kz.dabyl.model.Tls;
import kz.dabyl.model.targets.Check;
import kz.dabyl.model.targets.Target;
import org.jspecify.annotations.Nullable;

/**
 * Measures one target over a connection of its own, layer by layer, so that what failed first is known: the name, the
 * connection, TLS, the page. {@code rtt_ms} is the time of one trip: the echo's, else that of opening the connection, for
 * names that of the resolver's answer. Thread-safe.
 */
public final class Checker implements AutoCloseable {

    private final LookUps lookUps;
    private final Echo echo;
    private final X509ExtendedTrustManager trust;
    private final Patience patience;

    Checker(Resolver resolver, Echo echo, X509ExtendedTrustManager trust, Patience patience) {
        lookUps = new LookUps(resolver);
        this.echo = echo;
        this.trust = trust;
        this.patience = patience;
    }

    /** As the system resolves, echoes and trusts. */
    public static Checker ofSystem(Resolver resolver, Patience patience) {
        return new Checker(resolver, new SystemPing(), Witness.system(), patience);
    }

    /** The same, trusting what {@code roots} vouch for. */
    static Checker trusting(KeyStore roots, Resolver resolver, Echo echo, Patience patience) {
        return new Checker(resolver, echo, Witness.trusting(roots), patience);
    }

    /**
     * @param timed whether the throughput is wanted this time
     * @throws InterruptedException if the measurement was called off
     */
    public Ping check(Target target, boolean timed) throws InterruptedException {
        LookUps.Found found;
        try {
            found = lookUps.find(target.host(), patience.lookUp());
        } catch (UnknownHostException e) {
            return Ping.failed(target.name(), PingError.DNS);
        }
        if (target.check() == Check.DNS) {
            return Ping.answered(target.name(), hundredths(found.millis()));
        }
        if (target.check() == Check.ICMP && echo.allowed()) {
            return echo(target, found.address());
        }
        return overTcp(target, found.address(), timed);
    }

    /**
     * Asks for the name of a target that will be measured soon, so that names which hang do so together.
     *
     * @param budget of the round; what is left of it when a name is given up suffices to open a connection
     */
    void foresee(Target target, Duration budget) {
        var most = budget.multipliedBy(3).dividedBy(5);
        lookUps.begin(target.host(), most.compareTo(patience.lookUp()) < 0 ? most : patience.lookUp());
    }

    private Ping echo(Target target, InetAddress address) throws InterruptedException {
        try {
            var answer = echo.send(address, patience.connect());
            return answer.isPresent()
                    ? Ping.answered(target.name(), answer.getAsDouble())
                    : Ping.failed(target.name(), PingError.TIMEOUT);
        } catch (IOException e) {
            return Ping.failed(target.name(), PingError.UNREACHABLE);
        }
    }

    private Ping overTcp(Target target, InetAddress address, boolean timed) {
        var begun = System.nanoTime();
        // That of a channel: an interrupt closes it, and a server that drips cannot hold the thread beyond the round.
        try (var socket = SocketChannel.open().socket()) {
            socket.setTcpNoDelay(true);
            socket.connect(new InetSocketAddress(address, target.port()), (int)
                    patience.connect().toMillis());
            var rtt = millisSince(begun);
            socket.setSoTimeout((int) patience.answer().toMillis());
            if (target.check().speaksTls()) {
                return overTls(target, socket, rtt, timed);
            }
            return target.check().asksForAPage()
                    ? page(target, socket, rtt, null, timed)
                    : Ping.answered(target.name(), rtt);
        } catch (IOException e) {
            return Ping.failed(target.name(), Failures.of(e));
        }
    }

    private Ping overTls(Target target, Socket plain, double rtt, boolean timed) throws IOException {
        var witness = new Witness(trust);
        try (var socket = (SSLSocket) witness.sockets().createSocket(plain, target.host(), target.port(), true)) {
            var parameters = socket.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            socket.setSSLParameters(parameters);
            try {
                socket.startHandshake();
            } catch (IOException e) {
                return failed(target, handshakeFailure(e), witness.seen());
            }
            if (!witness.trusted()) {
                return failed(target, PingError.TLS, witness.seen());
            }
            return target.check().asksForAPage()
                    ? page(target, socket, rtt, witness.seen(), timed)
                    : new Ping(target.name(), true, rtt, null, Double.NaN, witness.seen());
        }
    }

    /**
     * Once the connection is open a reset is of TLS as all else is: so do boxes answer that read in it whom a client asks
     * for. Silence alone may still be the line's.
     */
    private static PingError handshakeFailure(IOException e) {
        return Failures.of(e) == PingError.TIMEOUT ? PingError.TIMEOUT : PingError.TLS;
    }

    private Ping page(Target target, Socket socket, double rtt, @Nullable Tls tls, boolean timed) throws IOException {
        try {
            var page = Page.get(socket, target.host(), target.path(), timed ? patience.download() : null);
            return page.good()
                    ? new Ping(target.name(), true, rtt, null, page.kbps(), tls)
                    : failed(target, PingError.HTTP, tls);
        } catch (SocketTimeoutException e) {
            return failed(target, PingError.TIMEOUT, tls);
        } catch (IOException e) {
            return failed(target, Failures.of(e), tls);
        }
    }

    private static Ping failed(Target target, PingError error, @Nullable Tls tls) {
        return new Ping(target.name(), false, Double.NaN, error, Double.NaN, tls);
    }

    private static double millisSince(long begun) {
        return hundredths((System.nanoTime() - begun) / 1e6);
    }

    private static double hundredths(double millis) {
        return Math.round(100 * millis) / 100.0;
    }

    @Override
    public void close() {
        lookUps.close();
    }
}
