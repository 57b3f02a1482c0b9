package kz.dabyl.lab.actor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kz.dabyl.lab.net.Plan;
import kz.dabyl.lab.net.Shell;

/**
 * A root that signs certificates, made by the JDK's {@code keytool}.
 *
 * @param sites store of a certificate for every name of the lab that it has signed, and of the key
 */
public record Authority(Path sites, KeyStore keys) {

    public static final String PASSWORD = "changeit";

    private static final String ROOT = "root";
    private static final String SITES = "sites";
    private static final String LOOPBACK = "127.0.0.1";

    /** @param organisation as its certificates call it */
    public static Authority named(String organisation, Path folder)
            throws IOException, InterruptedException, GeneralSecurityException {
        var roots = folder.resolve(organisation.replace(' ', '-') + "-root.p12");
        var sites = folder.resolve(organisation.replace(' ', '-') + ".p12");
        generate(roots, ROOT, "CN=Root,O=" + organisation, List.of("-ext", "bc:c"));
        Files.copy(roots, sites);
        var names = Stream.concat(Plan.hosts().stream().map(host -> "dns:" + host), Stream.of("ip:" + LOOPBACK))
                .collect(Collectors.joining(","));
        generate(sites, SITES, "CN=Sites", List.of("-ext", "san=" + names, "-signer", ROOT));
        var keys = KeyStore.getInstance(sites.toFile(), PASSWORD.toCharArray());
        // A server must have no choice between the root's key and that of the sites.
        keys.deleteEntry(ROOT);
        store(keys, sites);
        return new Authority(sites, keys);
    }

    private static void generate(Path store, String alias, String name, List<String> more)
            throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                alias,
                "-dname",
                name,
                "-keyalg",
                "EC",
                "-validity",
                "2",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD));
        command.addAll(more);
        Shell.run("", command);
    }

    private static void store(KeyStore keys, Path file) throws IOException, GeneralSecurityException {
        try (var out = Files.newOutputStream(file)) {
            keys.store(out, PASSWORD.toCharArray());
        }
    }

    /** A store that trusts this root and no other. */
    public Path trusted() throws IOException, GeneralSecurityException {
        var trust = KeyStore.getInstance("PKCS12");
        trust.load(null, PASSWORD.toCharArray());
        var chain = keys.getCertificateChain(SITES);
        trust.setCertificateEntry(ROOT, chain[chain.length - 1]);
        var file = sites.resolveSibling("trusted.p12");
        store(trust, file);
        return file;
    }

    /** The chain of the sites' certificate, PEM. */
    public Path chain() throws IOException, GeneralSecurityException {
        var text = new StringBuilder();
        for (var certificate : keys.getCertificateChain(SITES)) {
            text.append(pem("CERTIFICATE", certificate.getEncoded()));
        }
        return Files.writeString(sites.resolveSibling("chain.pem"), text);
    }

    /** Its key, PEM. */
    public Path key() throws IOException, GeneralSecurityException {
        var key = keys.getKey(SITES, PASSWORD.toCharArray());
        return Files.writeString(sites.resolveSibling("key.pem"), pem("PRIVATE KEY", key.getEncoded()));
    }

    private static String pem(String kind, byte[] der) {
        return "-----BEGIN " + kind + "-----\n" + Base64.getMimeEncoder().encodeToString(der) + "\n-----END " + kind
                + "-----\n";
    }
}
