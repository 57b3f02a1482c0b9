package kz.dabyl.collector.adapter;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.Optional;
import kz.dabyl.model.Tls;

/** What a report says of a certificate. */
public final class Certificates {

    private static final int MAX_ISSUER = 1024;

    private Certificates() {}

    /**
     * Issuer and key of an X.509 certificate in DER or PEM; empty if it cannot be read. A server may send anything for a
     * certificate, and that it answered is worth more than what it sent.
     */
    public static Optional<Tls> read(byte[] bytes) {
        try {
            var certificate =
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(bytes));
            return certificate instanceof X509Certificate x509 ? Optional.of(of(x509)) : Optional.empty();
        } catch (CertificateException e) {
            return Optional.empty();
        }
    }

    private static Tls of(X509Certificate certificate) {
        // A certificate can hold half of a surrogate pair, which no report can.
        var name = certificate.getIssuerX500Principal().getName();
        var issuer = new String(name.getBytes(UTF_8), UTF_8);
        var key = sha256(certificate.getPublicKey().getEncoded());
        return new Tls(
                issuer.length() <= MAX_ISSUER ? issuer : "", Base64.getEncoder().encodeToString(key));
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
