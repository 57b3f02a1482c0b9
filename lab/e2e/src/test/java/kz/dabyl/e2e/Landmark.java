package kz.dabyl.e2e;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.util.Optional;

/** A site on this machine that probes measure: it answers, or says that what is sought is elsewhere. */
final class Landmark implements AutoCloseable {

    private final HttpsServer server;

    private Landmark(HttpsServer server) {
        this.server = server;
    }

    static Landmark open(Issued issued, Optional<String> elsewhere) throws IOException, GeneralSecurityException {
        var server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(issued.serving()));
        server.createContext("/", exchange -> {
            elsewhere.ifPresent(place -> exchange.getResponseHeaders().add("Location", place));
            exchange.sendResponseHeaders(elsewhere.isPresent() ? 302 : 200, -1);
            exchange.close();
        });
        server.start();
        return new Landmark(server);
    }

    int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
