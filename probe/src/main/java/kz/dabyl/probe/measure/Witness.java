package kz.dabyl.probe.measure;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Base64;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.security.auth.x500.X500Principal;
import kz.dabyl.model.Tls;
import org.jspecify.annotations.Nullable;

/**
 * Sees which certificate one server shows and whether the system trusts it. A chain that is not trusted is no reason to
 * break the handshake off: who signed it is what is wanted to be known. So nothing of worth may be sent behind this.
 * Used for one handshake, by one thread.
 */
final class Witness extends X509ExtendedTrustManager {

    private static final int MAX_ISSUER = 1024;

    private final X509ExtendedTrustManager system;
    private @Nullable Tls seen;
    private boolean trusted;

    Witness(X509ExtendedTrustManager system) {
        this.system = system;
    }

    /** What the system itself trusts. */
    static X509ExtendedTrustManager system() {
        return trusting(null);
    }

    /** What {@code roots} vouch for, or if they are null, the system's. */
    static X509ExtendedTrustManager trusting(@Nullable KeyStore roots) {
        try {
            var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(roots);
            return Arrays.stream(factory.getTrustManagers())
                    .filter(X509ExtendedTrustManager.class::isInstance)
                    .map(X509ExtendedTrustManager.class::cast)
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("this JDK has no manager of trust for X.509"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the certificates that this system trusts cannot be read", e);
        }
    }

    SSLSocketFactory sockets() {
        try {
            var context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {this}, new SecureRandom());
            return context.getSocketFactory();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK speaks no TLS", e);
        }
    }

    /** The certificate that was shown, null if it came to none. */
    @Nullable
    Tls seen() {
        return seen;
    }

    boolean trusted() {
        return trusted;
    }

    private void look(X509Certificate[] chain) {
        if (chain.length > 0) {
            var issuer = chain[0].getIssuerX500Principal().getName(X500Principal.RFC2253);
            seen = new Tls(issuer.length() <= MAX_ISSUER ? issuer : "", keyHash(chain[0]));
        }
    }

    private static String keyHash(X509Certificate certificate) {
        try {
            var digest = MessageDigest.getInstance("SHA-256")
                    .digest(certificate.getPublicKey().getEncoded());
            return Base64.getEncoder().encodeToString(digest);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK has no SHA-256", e);
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket) {
        look(chain);
        try {
            system.checkServerTrusted(chain, authType, socket);
            trusted = true;
        } catch (CertificateException | IllegalArgumentException e) {
            trusted = false;
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        throw new CertificateException("only sockets are used");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw new CertificateException("only sockets are used");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        throw new CertificateException("a probe serves nobody");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        throw new CertificateException("a probe serves nobody");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw new CertificateException("a probe serves nobody");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }
}
