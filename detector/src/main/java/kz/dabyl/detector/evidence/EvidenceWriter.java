package kz.dabyl.detector.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import kz.dabyl.model.HopSummary;
import kz.dabyl.model.Incident;
import kz.dabyl.model.IncidentJson;
import kz.dabyl.model.LogEntry;
import kz.dabyl.model.RecordingWriter;
import kz.dabyl.model.StartState;
import kz.dabyl.runtime.secrets.SignedNote;
import kz.dabyl.runtime.secrets.SigningKey;

/**
 * Writes a file of evidence: a head, the state, the summaries, what was published, and a seal over all that. Not
 * thread-safe.
 */
final class EvidenceWriter implements Closeable {

    private final EvidenceHead head;
    private final DigestOutputStream out;
    private final RecordingWriter recording;

    /** @param to gets the file, and is closed with this */
    EvidenceWriter(OutputStream to, EvidenceHead head, StartState state) throws IOException {
        this.head = head;
        this.out = new DigestOutputStream(to, sha256());
        line(head.json());
        recording = new RecordingWriter(out);
        recording.write(new LogEntry.Start(state));
    }

    void write(HopSummary summary) throws IOException {
        recording.write(new LogEntry.Summary(summary));
    }

    /** Writes what was published of the incident, and the seal. Nothing comes after it. */
    void seal(List<Incident> published, SigningKey key) throws IOException {
        recording.flush();
        for (var revision : published) {
            line(object("published", IncidentJson.tree(revision)));
        }
        out.on(false);
        var hash = HexFormat.of().formatHex(out.getMessageDigest().digest());
        var seal = JsonNodeFactory.instance.objectNode();
        seal.put("sha256", hash);
        seal.put("note", SignedNote.sign(Seal.text(head, hash), Seal.SIGNER, key));
        seal.put("key", SignedNote.Verifier.of(Seal.SIGNER, key.publicKey()).text());
        line(object("seal", seal));
    }

    private void line(ObjectNode json) throws IOException {
        out.write((json + "\n").getBytes(UTF_8));
    }

    private static ObjectNode object(String name, ObjectNode value) {
        return JsonNodeFactory.instance.objectNode().set(name, value);
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    @Override
    public void close() throws IOException {
        recording.close();
        out.close();
    }
}
