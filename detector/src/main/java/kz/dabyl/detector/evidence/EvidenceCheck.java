package kz.dabyl.detector.evidence;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import kz.dabyl.detector.core.IncidentFold;
import kz.dabyl.detector.core.IncidentFoldCodec;
import kz.dabyl.detector.core.rules.Rules;
import kz.dabyl.model.IncidentJson;
import kz.dabyl.model.InvalidInputException;
import kz.dabyl.model.LogEntry;
import kz.dabyl.model.RecordingReader;
import kz.dabyl.runtime.secrets.SignedNote;
import org.jspecify.annotations.Nullable;

/**
 * Reads a file of evidence, line by line, runs the second fold on it and says whether it holds what it claims. Not
 * thread-safe.
 */
public final class EvidenceCheck {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LONGEST_LINE = 256 << 20;

    /** Kinds of the first lines. */
    private static final List<String> HEAD = List.of("evidence", "state");

    private final MessageDigest digest = EvidenceWriter.sha256();
    private final List<String> published = new ArrayList<>();
    private int number;
    private @Nullable EvidenceHead head;
    private @Nullable Reproduction again;
    private @Nullable Rules rules;
    private @Nullable Seal seal;
    private String hash = "";

    private final Consumer<IncidentFold> watcher;

    private EvidenceCheck(Consumer<IncidentFold> watcher) {
        this.watcher = watcher;
    }

    /**
     * What a file holds.
     *
     * @param faults why it is not to be trusted; none if it is whole and the same is found on it
     * @param found revisions that the fold made, as JSON
     * @param published revisions that the file claims, as JSON
     * @param key who signed it, by its own word; empty if the signature is not that key's
     */
    public record Verdict(
            EvidenceHead head,
            String sha256,
            List<String> faults,
            List<String> found,
            List<String> published,
            Optional<SignedNote.Verifier> key) {

        public Verdict {
            faults = List.copyOf(faults);
            found = List.copyOf(found);
            published = List.copyOf(published);
        }

        public boolean holds() {
            return faults.isEmpty();
        }
    }

    /** Whether a file begins as evidence does. */
    public static boolean begins(String text) {
        return text.startsWith("{\"evidence\":");
    }

    /**
     * Checks a file.
     *
     * @param in the file, not gzipped; is left open
     * @throws InvalidInputException if it is no evidence at all, or holds a line that is none
     */
    public static Verdict of(InputStream in) throws IOException {
        return of(in, fold -> {});
    }

    /** The same, with a look at the fold after each summary. */
    public static Verdict of(InputStream in, Consumer<IncidentFold> watcher) throws IOException {
        var check = new EvidenceCheck(watcher);
        for (var line = check.line(in); line.length > 0; line = check.line(in)) {
            check.number++;
            check.take(line);
        }
        return check.verdict();
    }

    private byte[] line(InputStream in) throws IOException {
        var line = new ByteArrayOutputStream();
        for (var next = in.read(); next >= 0; next = in.read()) {
            line.write(next);
            if (next == '\n') {
                break;
            }
            if (line.size() > LONGEST_LINE) {
                throw bad("is too long");
            }
        }
        return line.toByteArray();
    }

    private void take(byte[] line) {
        if (seal != null) {
            throw bad("stands behind the seal");
        }
        var tree = parse(line);
        var kind = tree.isObject() && tree.size() == 1 ? tree.fieldNames().next() : "";
        if (number <= HEAD.size() ? !kind.equals(HEAD.get(number - 1)) : HEAD.contains(kind)) {
            throw bad("expected evidence, then a state, then summaries");
        }
        if (kind.equals("seal")) {
            seal = Seal.parse(tree);
            hash = HexFormat.of().formatHex(digest.digest());
            return;
        }
        digest.update(line);
        try {
            take(kind, tree, line);
        } catch (InvalidInputException e) {
            throw bad(e.pointer() + " " + e.detail());
        } catch (IllegalStateException e) {
            throw bad(String.valueOf(e.getMessage()));
        }
    }

    private void take(String kind, JsonNode tree, byte[] line) {
        switch (kind) {
            case "evidence" -> head = EvidenceHead.parse(tree);
            case "state", "summary" -> take(RecordingReader.line(line));
            case "published" ->
                published.add(
                        IncidentJson.text(IncidentJson.parse(tree.path(kind).toString())));
            default -> throw new InvalidInputException("", "is of no kind that evidence has");
        }
    }

    private void take(LogEntry entry) {
        if (entry instanceof LogEntry.Start start && head != null) {
            again = new Reproduction(IncidentFoldCodec.decode(start.state().blocks()), head.incident());
            rules = again.fold().rules();
        } else if (entry instanceof LogEntry.Summary told && again != null) {
            again.accept(told.summary());
            watcher.accept(again.fold());
        }
    }

    private Verdict verdict() {
        if (head == null || again == null || rules == null) {
            throw bad("expected evidence, then a state, then summaries");
        }
        var about = head;
        var faults = new ArrayList<String>();
        if (seal == null) {
            faults.add("it is cut short: there is no seal");
        } else if (!seal.sha256().equals(hash)) {
            faults.add("it was changed: its lines have the hash " + hash + ", its seal says " + seal.sha256());
        }
        if (!head.sameRules(rules)) {
            faults.add("its head tells of other thresholds or rallies than its state");
        }
        if (published.isEmpty() || !again.revisions().equals(published)) {
            faults.add("it does not bear out what was published: " + difference(again.revisions()));
        }
        var key = Optional.ofNullable(seal)
                .flatMap(last -> SignedNote.Verifier.parse(last.key()).filter(k -> last.signedBy(k, about)));
        if (seal != null && key.isEmpty()) {
            faults.add("its signature is not that of the key it names");
        }
        return new Verdict(head, hash, faults, again.revisions(), published, key);
    }

    private String difference(List<String> found) {
        for (var i = 0; i < Math.min(found.size(), published.size()); i++) {
            if (!found.get(i).equals(published.get(i))) {
                return "the revisions differ from the " + (i + 1) + ". on";
            }
        }
        return found.size() + " revisions are found, " + published.size() + " were published";
    }

    private JsonNode parse(byte[] line) {
        try {
            return JSON.readTree(line);
        } catch (JsonProcessingException e) {
            throw bad("is not JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw bad("is not UTF-8");
        }
    }

    private InvalidInputException bad(String what) {
        return new InvalidInputException("line " + number, what.strip());
    }
}
