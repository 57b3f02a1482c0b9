package kz.dabyl.probe.measure;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A server on this machine that behaves as a test wants, in a thread of its own. */
public final class Site implements AutoCloseable {

    private final ServerSocket server;

    /** What it does with a connection. */
    public interface Behaviour {

        void meet(Socket caller) throws IOException;
    }

    private Site(ServerSocket server, Behaviour behaviour) {
        this.server = server;
        var thread = new Thread(() -> serve(behaviour), "site");
        thread.setDaemon(true);
        thread.start();
    }

    public static Site plain(Behaviour behaviour) throws IOException {
        return new Site(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), behaviour);
    }

    public static Site tls(KeyStore keys, Behaviour behaviour) throws Exception {
        var factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(keys, "changeit".toCharArray());
        var context = SSLContext.getInstance("TLS");
        context.init(factory.getKeyManagers(), null, null);
        return new Site(
                context.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress()),
                behaviour);
    }

    /** Answers whatever is asked with {@code text}. */
    public static Behaviour answering(String text) {
        return caller -> {
            readHead(caller);
            caller.getOutputStream().write(text.getBytes(US_ASCII));
        };
    }

    /** Ends the connection as a censor does, by a reset. */
    static Behaviour resetting() {
        return caller -> {
            // Some bytes first, so that the caller has certainly connected.
            caller.getInputStream().read();
            caller.setSoLinger(true, 0);
        };
    }

    /** Says nothing until the caller gives up. */
    static Behaviour silent() {
        return caller -> caller.getInputStream().transferTo(OutputStream.nullOutputStream());
    }

    private static void readHead(Socket caller) throws IOException {
        var last = 0;
        for (var read = caller.getInputStream().read();
                read >= 0;
                read = caller.getInputStream().read()) {
            last = (last << 8) | read;
            if (last == 0x0D0A0D0A) {
                return;
            }
        }
    }

    private void serve(Behaviour behaviour) {
        while (!server.isClosed()) {
            try (var caller = server.accept()) {
                behaviour.meet(caller);
            } catch (IOException e) {
                // The caller went away, or the site is closed.
            }
        }
    }

    public int port() {
        return server.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    /** A key with a certificate that nobody else signed, for {@code host}. */
    public static KeyStore selfSigned(Path folder, String host) throws Exception {
        var file = folder.resolve(host + ".p12");
        var keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        var made = new ProcessBuilder(
                        keytool,
                        "-genkeypair",
                        "-alias",
                        "site",
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-validity",
                        "2",
                        "-dname",
                        "CN=" + host + ",O=Qaznet Trust Network",
                        "-ext",
                        "san=dns:" + host,
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        "changeit",
                        "-keystore",
                        file.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (!made.waitFor(60, TimeUnit.SECONDS) || made.exitValue() != 0) {
            throw new IllegalStateException("keytool made no key");
        }
        var keys = KeyStore.getInstance("PKCS12");
        try (var in = Files.newInputStream(file)) {
            keys.load(in, "changeit".toCharArray());
        }
        return keys;
    }

    /** What trusts the certificate of {@code keys}. */
    public static KeyStore trusting(KeyStore keys) throws Exception {
        var roots = KeyStore.getInstance("PKCS12");
        roots.load(null, null);
        roots.setCertificateEntry("site", keys.getCertificate("site"));
        return roots;
    }
}
