package kz.dabyl.lab.net;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;

/**
 * What a censor's box has to look for in the first bytes of a TLS connection. A packet filter compares at fixed places, so
 * the place is looked up in a greeting that this JDK itself writes, as the probes' does.
 */
public final class ClientHello {

    private static final int PORT = 443;

    /** A filter compares no more than a register holds, and no further from the start than a byte tells. */
    private static final int MOST_COMPARED = 16;

    private static final int FURTHEST = 255;

    private ClientHello() {}

    /** A condition of nft for packets in which a client asks for {@code host}. */
    public static String asksFor(String host) {
        var greeting = greeting(host);
        var compared = host.substring(0, Math.min(host.length(), MOST_COMPARED)).getBytes(US_ASCII);
        var at = indexOf(greeting, compared);
        if (at < 0 || at > FURTHEST) {
            throw new IllegalStateException("expected the name within the first 255 bytes, was at " + at);
        }
        return "tcp dport " + PORT + " @ih,0,8 0x16 @ih," + 8 * at + "," + 8 * compared.length + " 0x"
                + HexFormat.of().formatHex(compared);
    }

    private static byte[] greeting(String host) {
        try {
            var engine = SSLContext.getDefault().createSSLEngine(host, PORT);
            engine.setUseClientMode(true);
            engine.beginHandshake();
            var out = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
            engine.wrap(ByteBuffer.allocate(0), out);
            var bytes = new byte[out.flip().remaining()];
            out.get(bytes);
            return bytes;
        } catch (GeneralSecurityException | SSLException e) {
            throw new IllegalStateException("this JDK speaks no TLS", e);
        }
    }

    private static int indexOf(byte[] bytes, byte[] wanted) {
        for (var at = 0; at + wanted.length <= bytes.length; at++) {
            if (java.util.Arrays.equals(bytes, at, at + wanted.length, wanted, 0, wanted.length)) {
                return at;
            }
        }
        return -1;
    }
}
