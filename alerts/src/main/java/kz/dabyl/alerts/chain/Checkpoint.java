package kz.dabyl.alerts.chain;

import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import kz.dabyl.runtime.secrets.SignedNote;
import kz.dabyl.runtime.secrets.SigningKey;

/**
 * How far a chain had come at some time, in the form of C2SP's checkpoints: origin, size and root, each on a line.
 *
 * @param size links
 * @param root hash of the last link, in hex
 */
public record Checkpoint(Chain chain, long size, String root) {

    /** Name of the key that signs. */
    public static final String SIGNER = "dabyl";

    private static final int LINES = 3;

    public String text() {
        var bytes = Base64.getEncoder().encodeToString(HexFormat.of().parseHex(root));
        return chain.origin() + "\n" + size + "\n" + bytes + "\n";
    }

    /** The same with a signature below it. */
    public String note(SigningKey key) {
        return SignedNote.sign(text(), SIGNER, key);
    }

    /** The checkpoint that a note holds; empty if it holds none, or {@code by} has not signed it. */
    public static Optional<Checkpoint> open(String note, SignedNote.Verifier by) {
        return SignedNote.open(note, by).flatMap(Checkpoint::parse);
    }

    static Optional<Checkpoint> parse(String text) {
        var lines = text.split("\n", -1);
        if (lines.length < LINES || !lines[1].matches("0|[1-9][0-9]{0,17}")) {
            return Optional.empty();
        }
        try {
            var root = HexFormat.of().formatHex(Base64.getDecoder().decode(lines[2]));
            return Arrays.stream(Chain.values())
                    .filter(chain -> chain.origin().equals(lines[0]))
                    .findFirst()
                    .map(chain -> new Checkpoint(chain, Long.parseLong(lines[1]), root));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
