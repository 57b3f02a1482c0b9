package kz.dabyl.lab.inside;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** Sites: HTTPS with the certificates that they were given, and a stream without end for whoever watches films. Stateless. */
final class Web {

    private static final int HTTPS = 443;
    private static final int HTTP = 80;
    private static final int BLOCK = 8 * 1024;

    private static final Executor THREADS = Executors.newCachedThreadPool(task -> {
        var thread = new Thread(task, "web");
        thread.setDaemon(true);
        return thread;
    });

    private Web() {}

    /** Serves {@code address} with the certificate in {@code store}. */
    static void serve(String address, Path store, String password) throws IOException, GeneralSecurityException {
        var server = HttpsServer.create(new InetSocketAddress(address, HTTPS), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context(store, password)));
        server.setExecutor(THREADS);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
    }

    /** Films at {@code address}. */
    static void stream(String address) throws IOException {
        var server = HttpServer.create(new InetSocketAddress(address, HTTP), 0);
        server.setExecutor(THREADS);
        server.createContext("/", Web::play);
        server.start();
    }

    private static void play(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        // Until the viewer goes: then writing fails.
        try (var out = exchange.getResponseBody()) {
            for (var block = new byte[BLOCK]; ; ) {
                out.write(block);
            }
        }
    }

    private static SSLContext context(Path store, String password) throws IOException, GeneralSecurityException {
        var keys = KeyStore.getInstance(store.toFile(), password.toCharArray());
        var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, password.toCharArray());
        var context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }
}
