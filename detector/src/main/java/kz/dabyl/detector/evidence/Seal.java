package kz.dabyl.detector.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import kz.dabyl.runtime.secrets.SignedNote;

/**
 * The last line of a file of evidence.
 *
 * @param sha256 of all lines before it, in hex
 * @param note signed, says which incident the hash belongs to
 * @param key of whoever signed it, by the file's own word
 */
record Seal(String sha256, String note, String key) {

    /** Name of our key. */
    static final String SIGNER = "dabyl";

    static Seal parse(JsonNode line) {
        var seal = line.path("seal");
        return new Seal(
                seal.path("sha256").asText(),
                seal.path("note").asText(),
                seal.path("key").asText());
    }

    /** What is signed. */
    static String text(EvidenceHead head, String sha256) {
        return "dabyl evidence\n" + head.incident() + "\n" + head.revision() + "\n" + sha256 + "\n";
    }

    /** Whether {@code verifier} signed that these lines are the evidence of this incident. */
    boolean signedBy(SignedNote.Verifier verifier, EvidenceHead head) {
        return SignedNote.open(note, verifier).equals(Optional.of(text(head, sha256)));
    }
}
