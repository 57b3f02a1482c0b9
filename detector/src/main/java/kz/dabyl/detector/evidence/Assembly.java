package kz.dabyl.detector.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import kz.dabyl.detector.core.IncidentFold;
import kz.dabyl.detector.core.IncidentFoldCodec;
import kz.dabyl.detector.core.cells.Veil;
import kz.dabyl.model.Incident;
import kz.dabyl.model.StartState;
import kz.dabyl.runtime.secrets.SigningKey;

/**
 * Makes files of evidence: goes back to a state of before the incident, writes it down with every summary since, and looks
 * whether the second fold makes the same of it. Of what is shown to the public it has to. Blocking; thread-safe.
 */
public final class Assembly {

    /** What was usual just before is part of the picture. */
    private static final Duration LEAD = Duration.ofMinutes(2);

    /** What one file decides of an incident that lasts longer. */
    public static final Duration DAY = Duration.ofHours(24);

    private static final int TRIES = 3;
    private static final int BUFFER_BYTES = 64 * 1024;

    private final Hops hops;
    private final SigningKey key;
    private final String program;
    private final Random random;
    private final Duration longest;

    /**
     * @param program version of this program
     * @param random chooses the places of cells that are hidden; must not be foreseeable
     * @param longest of an incident that lasts longer only the revisions of so long are decided by one file
     */
    public Assembly(Hops hops, SigningKey key, String program, Random random, Duration longest) {
        this.hops = hops;
        this.key = key;
        this.program = program;
        this.random = random;
        this.longest = longest;
    }

    /** What is decided: from a state on, these revisions. */
    record Case(Snapshot start, List<Incident> revisions) {

        Incident last() {
            return revisions.get(revisions.size() - 1);
        }
    }

    /** Writes the evidence to {@code file}, gzipped. Nothing is left there unless it is {@link Outcome.Made}. */
    Outcome assemble(Case of, Audience audience, Path file) throws IOException {
        try {
            return audience == Audience.OPERATORS ? whole(of, file) : veiled(of, file);
        } catch (IllegalStateException e) {
            return new Outcome.Missing("this version of the program cannot read the state: " + e.getMessage());
        }
    }

    /**
     * What one file decides: from before the incident on for as long as a file goes, or, where a revision is asked for,
     * the time up to it. Empty if nothing of that is kept.
     *
     * @param published all revisions of it, in their order
     */
    Optional<Case> find(List<Incident> published, Optional<Incident> wanted) throws IOException {
        var began = published.stream()
                .mapToLong(revision -> Math.min(revision.started(), revision.detected()))
                .min();
        if (began.isEmpty()) {
            return Optional.empty();
        }
        var before = began.getAsLong() - LEAD.toMillis();
        var start = hops.stateAt(wanted.map(last -> Math.max(before, last.updated() - longest.toMillis()))
                .orElse(before));
        return start.map(snapshot -> {
                    var from = snapshot.state().until();
                    var until = wanted.map(Incident::updated).orElse(from + longest.toMillis());
                    var decided = published.stream()
                            .filter(r -> r.updated() > from && r.updated() <= until)
                            .toList();
                    return new Case(snapshot, decided);
                })
                .filter(it -> !it.revisions.isEmpty());
    }

    private Outcome whole(Case of, Path file) throws IOException {
        var state = of.start.state();
        var head = head(of, Audience.OPERATORS, state, 0);
        return new Outcome.Made(write(of, head, state, Optional.empty(), file));
    }

    private Outcome veiled(Case of, Path file) throws IOException {
        var census = new Census();
        var whole = new Reproduction(fold(of.start.state()), of.last().id());
        census.begin(whole.fold());
        var told = new HashSet<>(whole.fold().members());
        hops.after(of.start, summary -> {
            whole.accept(summary);
            census.accept(summary, whole.fold());
            return !whole.reached(of.last().updated());
        });
        if (!whole.same(of.revisions)) {
            return new Outcome.Withheld("this version of the program does not find the same again");
        }
        told.addAll(whole.fold().members());
        for (var attempt = 0; attempt < TRIES; attempt++) {
            var moves = Disguise.of(
                    census.most(),
                    whole.fold().members(of.last().id()),
                    told,
                    whole.fold().rules().thresholds(),
                    random);
            if (moves.obstacle().isPresent()) {
                return new Outcome.Withheld(moves.obstacle().get());
            }
            if (veiled(of, census, moves, file)) {
                return new Outcome.Made(true);
            }
        }
        Files.deleteIfExists(file);
        return new Outcome.Withheld("with small cells hidden, not the same is found");
    }

    private boolean veiled(Case of, Census census, Disguise.Moves moves, Path file) throws IOException {
        var from = of.start.state().until();
        var veil = Veil.of(
                moves.moved(),
                moves.added(),
                census.software(),
                census.invites(),
                from,
                of.last().updated());
        var state = new StartState(from, IncidentFoldCodec.blocks(fold(of.start.state()), veil));
        return write(of, head(of, Audience.PUBLIC, state, moves.moved().size()), state, Optional.of(veil), file);
    }

    private EvidenceHead head(Case of, Audience audience, StartState state, int moved) {
        var rules = fold(state).rules();
        return new EvidenceHead(
                of.last().id(),
                of.last().revision(),
                audience,
                state.until(),
                of.last().updated(),
                program,
                audience == Audience.OPERATORS ? salt(of.last()) : "",
                moved,
                rules.thresholds(),
                rules.rallies());
    }

    /**
     * What the public cannot know: the hash of the operators' file stands in the dossier, and by it whoever has the public
     * file could try all places of the cells that are hidden there. The same each time the file is made.
     */
    private String salt(Incident last) {
        var secret = key.sign(("dabyl evidence salt\n" + last.id() + "\n" + last.revision() + "\n").getBytes(UTF_8));
        return HexFormat.of().formatHex(EvidenceWriter.sha256().digest(secret));
    }

    /** Writes a file; whether the same is found on what it says. */
    private boolean write(Case of, EvidenceHead head, StartState state, Optional<Veil> veil, Path file)
            throws IOException {
        var again = new Reproduction(fold(state), of.last().id());
        try (var writer = new EvidenceWriter(open(file), head, state)) {
            hops.after(of.start, summary -> {
                var shown = veil.map(over -> over.over(summary)).orElse(summary);
                writer.write(shown);
                again.accept(shown);
                return !again.reached(of.last().updated());
            });
            writer.seal(of.revisions, key);
        }
        return again.same(of.revisions);
    }

    private static OutputStream open(Path file) throws IOException {
        return new GZIPOutputStream(Files.newOutputStream(file), BUFFER_BYTES);
    }

    private static IncidentFold fold(StartState state) {
        return IncidentFoldCodec.decode(state.blocks());
    }
}
