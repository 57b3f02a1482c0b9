package kz.dabyl.runtime.tls;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.ServerSSLOptions;
import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * As whom the service presents itself: a certificate, those that vouch for it, and the key that belongs to the first.
 * Invariant: the key opens the certificate. Immutable.
 *
 * @param chain PEM
 * @param key PEM, PKCS#8
 * @param begins when the last of the chain comes into force
 * @param expires when the first of the chain expires
 */
public record TlsIdentity(Buffer chain, Buffer key, Instant begins, Instant expires) {

    /** What browsers and libraries of the last ten years speak; what is older is broken. */
    private static final Set<String> PROTOCOLS = new LinkedHashSet<>(List.of("TLSv1.3", "TLSv1.2"));

    private static final String BEGIN_CERTIFICATE = "-----BEGIN CERTIFICATE-----";
    private static final String BEGIN_KEY = "-----BEGIN PRIVATE KEY-----";
    private static final String END_KEY = "-----END PRIVATE KEY-----";
    private static final byte[] CHALLENGE = new byte[32];

    /** Nothing of the key. */
    @Override
    public String toString() {
        return "certificate from " + begins + " to " + expires;
    }

    /** Takes what two files hold, named so in messages. */
    static TlsIdentity of(String chainName, byte[] chain, String keyName, byte[] key) throws UnusableTlsException {
        var certificates = certificates(chainName, chain);
        var own = certificates.get(0);
        var type = own.getPublicKey().getAlgorithm();
        if (!type.equals("RSA") && !type.equals("EC")) {
            throw new UnusableTlsException(chainName + " has a key of type " + type + ": RSA and EC are taken");
        }
        if (!belongs(privateKey(keyName, key, type), own.getPublicKey(), type)) {
            throw new UnusableTlsException(keyName + " is not the key of the first certificate of " + chainName);
        }
        var begins = Instant.MIN;
        var expires = Instant.MAX;
        for (var certificate : certificates) {
            var from = certificate.getNotBefore().toInstant();
            var until = certificate.getNotAfter().toInstant();
            begins = from.isAfter(begins) ? from : begins;
            expires = until.isBefore(expires) ? until : expires;
        }
        return new TlsIdentity(Buffer.buffer(chain), Buffer.buffer(key), begins, expires);
    }

    private static List<X509Certificate> certificates(String name, byte[] pem) throws UnusableTlsException {
        try {
            var found = CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(pem));
            if (found.isEmpty()) {
                throw new UnusableTlsException(name + " holds no certificate");
            }
            // The factory takes what the server does not.
            if (!new String(pem, ISO_8859_1).contains(BEGIN_CERTIFICATE)) {
                throw new UnusableTlsException(
                        name + " is no PEM: convert it by 'openssl x509 -inform DER -in FILE -out FILE.pem'");
            }
            return found.stream().map(X509Certificate.class::cast).toList();
        } catch (CertificateException e) {
            throw new UnusableTlsException(name + " is no chain of certificates in PEM: it is damaged or cut short", e);
        }
    }

    private static PrivateKey privateKey(String name, byte[] pem, String type) throws UnusableTlsException {
        var text = new String(pem, ISO_8859_1);
        var begin = text.indexOf(BEGIN_KEY);
        var end = text.indexOf(END_KEY, Math.max(0, begin));
        if (begin < 0 && text.contains("PRIVATE KEY-----")) {
            throw new UnusableTlsException(
                    name + " is not plain PKCS#8: convert it by 'openssl pkcs8 -topk8 -nocrypt -in FILE'");
        }
        if (begin < 0 || end < 0) {
            throw new UnusableTlsException(
                    name + (begin < 0 ? " holds no private key in PEM" : " is cut short: the key does not end"));
        }
        try {
            var der = Base64.getMimeDecoder().decode(text.substring(begin + BEGIN_KEY.length(), end));
            return KeyFactory.getInstance(type).generatePrivate(new PKCS8EncodedKeySpec(der));
        } catch (IllegalArgumentException | InvalidKeySpecException e) {
            throw new UnusableTlsException(name + " is damaged, or no " + type + " key as the certificate asks for", e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + type, e);
        }
    }

    /** Whether what the key signs is what the certificate vouches for. */
    private static boolean belongs(PrivateKey key, PublicKey certified, String type) {
        try {
            var signature = Signature.getInstance(type.equals("EC") ? "SHA256withECDSA" : "SHA256withRSA");
            signature.initSign(key);
            signature.update(CHALLENGE);
            var signed = signature.sign();
            signature.initVerify(certified);
            signature.update(CHALLENGE);
            return signature.verify(signed);
        } catch (GeneralSecurityException e) {
            // Keys of different curves or lengths cannot even be tried.
            return false;
        }
    }

    /** Whether clients take it at this moment. */
    public boolean holdsAt(Instant now) {
        return !now.isBefore(begins) && now.isBefore(expires);
    }

    public ServerSSLOptions options() {
        var options = new ServerSSLOptions();
        options.setKeyCertOptions(pem());
        options.setEnabledSecureTransportProtocols(PROTOCOLS);
        return options;
    }

    public PemKeyCertOptions pem() {
        return new PemKeyCertOptions().addCertValue(chain).addKeyValue(key);
    }

    public static Set<String> protocols() {
        return Set.copyOf(PROTOCOLS);
    }
}
