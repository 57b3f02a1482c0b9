package kz.dabyl.probe.agent;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import kz.dabyl.model.InvalidInputException;
import kz.dabyl.model.targets.Target;
import kz.dabyl.model.targets.TargetList;
import kz.dabyl.model.targets.TargetListJson;
import kz.dabyl.probe.keep.PrivateFile;

/**
 * The list of what is measured: the newest that was signed by the key which this probe was told when it enrolled, kept on
 * disk with its signature; before there is one, the list that every probe knows. A list that expired is not taken any
 * more, since somebody may have kept it to play it again; one that was taken in time is used until a newer one comes: a
 * probe inside a shutdown has to go on.
 *
 * <p>Used by one thread.
 */
public final class TargetBook {

    private static final byte[] X509_HEAD = HexFormat.of().parseHex("302a300506032b6570032100");
    private static final int KEY_BYTES = 32;

    private final Path file;
    private final Optional<PublicKey> key;
    private Optional<TargetList> list = Optional.empty();

    private TargetBook(Path file, Optional<PublicKey> key) {
        this.file = file;
        this.key = key;
    }

    /** @param key Base64 of the raw key; with an empty one no list is ever taken */
    public static TargetBook open(Path file, String key) throws IOException {
        var book = new TargetBook(file, publicKey(key));
        if (Files.exists(file)) {
            var kept = Files.readAllBytes(file);
            var end = indexOf(kept, (byte) '\n');
            if (end > 0) {
                var body = Arrays.copyOfRange(kept, end + 1, kept.length);
                if (book.genuine(body, new String(kept, 0, end, US_ASCII))) {
                    book.list = parsed(body);
                }
            }
        }
        return book;
    }

    public List<Target> targets() {
        return list.map(TargetList::targets).orElse(TargetList.USUAL);
    }

    /** Whether lists can be taken at all. */
    public boolean hasKey() {
        return key.isPresent();
    }

    /**
     * Takes a list from a collector.
     *
     * @param signature Base64
     * @param now corrected time, epoch milliseconds
     * @return why not, empty if it is taken, or is the one that is known
     */
    public Optional<String> take(byte[] body, String signature, long now) throws IOException {
        if (!genuine(body, signature)) {
            return Optional.of("the list of targets is not signed by the key that was told at enrolment");
        }
        var fresh = parsed(body);
        if (fresh.isEmpty()) {
            return Optional.of("the list of targets cannot be read");
        }
        if (fresh.get().expired(now)) {
            return Optional.of("the list of targets has expired");
        }
        if (list.isPresent() && fresh.get().issued() <= list.get().issued()) {
            return fresh.get().issued() == list.get().issued()
                    ? Optional.empty()
                    : Optional.of("the list of targets is older than the one that is known");
        }
        var kept = new ByteArrayOutputStream();
        kept.writeBytes((signature + "\n").getBytes(US_ASCII));
        kept.writeBytes(body);
        PrivateFile.write(file, kept.toByteArray());
        list = fresh;
        return Optional.empty();
    }

    private static Optional<TargetList> parsed(byte[] body) {
        try {
            return Optional.of(TargetListJson.read(body));
        } catch (InvalidInputException e) {
            return Optional.empty();
        }
    }

    private boolean genuine(byte[] body, String signature) {
        if (key.isEmpty()) {
            return false;
        }
        try {
            var verifier = Signature.getInstance("Ed25519");
            verifier.initVerify(key.get());
            verifier.update(TargetListJson.SIGNED_AS.getBytes(UTF_8));
            verifier.update(body);
            return verifier.verify(Base64.getDecoder().decode(signature));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false;
        }
    }

    private static Optional<PublicKey> publicKey(String base64) {
        try {
            var raw = Base64.getDecoder().decode(base64);
            if (raw.length != KEY_BYTES) {
                return Optional.empty();
            }
            var encoded = ByteBuffer.allocate(X509_HEAD.length + KEY_BYTES)
                    .put(X509_HEAD)
                    .put(raw)
                    .array();
            return Optional.of(KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded)));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static int indexOf(byte[] bytes, byte wanted) {
        for (var i = 0; i < bytes.length; i++) {
            if (bytes[i] == wanted) {
                return i;
            }
        }
        return -1;
    }
}
