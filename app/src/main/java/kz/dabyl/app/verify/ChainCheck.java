package kz.dabyl.app.verify;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import kz.dabyl.alerts.chain.Chain;
import kz.dabyl.alerts.chain.Checkpoint;
import kz.dabyl.alerts.chain.Link;
import kz.dabyl.model.InvalidInputException;
import kz.dabyl.runtime.secrets.SignedNote;

/**
 * Follows the links of chains from their beginning, holds them against their records, and checkpoints against them. Not
 * thread-safe.
 */
public final class ChainCheck {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<Chain, List<String>> roots = new EnumMap<>(Chain.class);
    private final List<String> faults = new ArrayList<>();
    private final Set<Chain> signed = EnumSet.noneOf(Chain.class);
    private int checkpoints;

    /**
     * Takes what {@code /v1/history} answers: one link a line, or pages of them.
     *
     * @throws InvalidInputException if a line is neither
     */
    public void take(String line) {
        JsonNode tree;
        try {
            tree = JSON.readTree(line);
        } catch (JsonProcessingException e) {
            throw new InvalidInputException("", "not JSON: " + e.getOriginalMessage());
        }
        if (tree.path("items").isArray()) {
            tree.path("items").forEach(this::take);
        } else {
            take(tree);
        }
    }

    private void take(JsonNode item) {
        var chain = Chain.ofWord(item.path("chain").asText())
                .orElseThrow(() -> new InvalidInputException("/chain", "expected incidents or rules"));
        var leaf = item.path("leaf").asText();
        if (!leaf.matches("[0-9a-f]{64}") || !item.path("index").canConvertToInt()) {
            throw new InvalidInputException("", "expected a link with index, leaf and hash");
        }
        var known = roots.computeIfAbsent(chain, c -> new ArrayList<>());
        var index = item.path("index").asInt();
        var name = chain.word() + " " + index;
        if (index != known.size()) {
            faults.add(name + ": link " + known.size() + " was to come");
            return;
        }
        var before = known.isEmpty() ? Link.NOTHING : known.get(known.size() - 1);
        var link = Link.behind(before, index, leaf);
        known.add(link.hash());
        if (!link.hash().equals(item.path("hash").asText())) {
            faults.add(name + ": its hash does not follow from what stands before it");
        }
        var record = item.path("record");
        if (record.isTextual() && !Link.leafOf(record.asText().getBytes(UTF_8)).equals(leaf)) {
            faults.add(name + ": its record is not the one that was hashed");
        }
    }

    /** Takes a checkpoint that {@code by} is to have signed. */
    public void checkpoint(String note, SignedNote.Verifier by) {
        var opened = Checkpoint.open(note, by);
        if (opened.isEmpty()) {
            faults.add("a checkpoint is not signed by " + by.text());
            return;
        }
        checkpoints++;
        var checkpoint = opened.get();
        signed.add(checkpoint.chain());
        var name = "the checkpoint of " + checkpoint.chain().word() + " at " + checkpoint.size();
        var root = root(checkpoint.chain(), checkpoint.size());
        if (root.isEmpty()) {
            faults.add(name + ": the history ends before it, records are gone");
        } else if (!root.get().equals(checkpoint.root())) {
            faults.add(name + ": the history before it was changed");
        }
    }

    /** Takes it for a fault if there is a chain of which nobody signed how far it has come. */
    public void needsSigned() {
        for (var chain : Chain.values()) {
            if (!signed.contains(chain)) {
                faults.add(chain.word() + ": there is no signed checkpoint of it");
            }
        }
    }

    private Optional<String> root(Chain chain, long size) {
        var known = roots.getOrDefault(chain, List.of());
        if (size == 0) {
            return Optional.of(Link.NOTHING);
        }
        return size <= known.size() ? Optional.of(known.get((int) size - 1)) : Optional.empty();
    }

    /** Why it is not to be trusted; nothing if it is. */
    public List<String> faults() {
        return List.copyOf(faults);
    }

    /** What was checked, in words. */
    public String extent() {
        var text = new ArrayList<String>();
        roots.forEach((chain, known) -> text.add(known.size() + " links of " + chain.word()));
        text.add(checkpoints + (checkpoints == 1 ? " checkpoint" : " checkpoints"));
        return String.join(", ", text);
    }
}
