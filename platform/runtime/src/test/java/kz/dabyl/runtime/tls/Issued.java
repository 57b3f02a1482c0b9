package kz.dabyl.runtime.tls;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A certificate for this machine that the JDK's {@code keytool} made, vouched for by itself alone.
 *
 * @param chain PEM
 * @param key PEM, PKCS#8
 */
public record Issued(Certificate certificate, String chain, String key) {

    private static final String PASSWORD = "changeit";
    private static final Map<Integer, Issued> MADE = new ConcurrentHashMap<>();

    /** Of an elliptic curve. The same for the same number of days, since making one takes a second. */
    public static Issued holdingFor(int days) {
        return MADE.computeIfAbsent(
                days, any -> made("-keyalg", "EC", "-groupname", "secp256r1", "-validity", Integer.toString(days)));
    }

    static Issued made(String... more) {
        try {
            var folder = Files.createTempDirectory("issued");
            var store = folder.resolve("store.p12");
            try {
                return made(store, more);
            } finally {
                Files.deleteIfExists(store);
                Files.delete(folder);
            }
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("no certificate could be made", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Issued made(Path store, String... more)
            throws IOException, InterruptedException, GeneralSecurityException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "it",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=dns:localhost,ip:127.0.0.1",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD));
        command.addAll(List.of(more));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var said = new String(process.getInputStream().readAllBytes(), UTF_8);
        if (!process.waitFor(30, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IllegalStateException("keytool failed: " + said);
        }
        var keys = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
        var certificate = keys.getCertificate("it");
        return new Issued(
                certificate,
                pem("CERTIFICATE", certificate.getEncoded()),
                pem("PRIVATE KEY", keys.getKey("it", PASSWORD.toCharArray()).getEncoded()));
    }

    private static String pem(String kind, byte[] der) {
        return "-----BEGIN " + kind + "-----\n"
                + Base64.getMimeEncoder(64, "\n".getBytes(US_ASCII)).encodeToString(der) + "\n-----END " + kind
                + "-----\n";
    }

    /** Writes it into {@code folder} as a renewer does: aside, then renamed into place. */
    public TlsFiles into(Path folder) throws IOException {
        var files = new TlsFiles(folder.resolve("cert.pem"), folder.resolve("key.pem"));
        replace(files.certificate(), chain);
        replace(files.key(), key);
        return files;
    }

    public static void replace(Path file, String text) throws IOException {
        var aside = file.resolveSibling(file.getFileName() + ".new");
        Files.writeString(aside, text);
        Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Believes those alone that show this certificate. */
    public static SSLContext trusting(Certificate certificate) throws GeneralSecurityException, IOException {
        var store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        store.setCertificateEntry("it", certificate);
        var managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(store);
        var context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        return context;
    }
}
