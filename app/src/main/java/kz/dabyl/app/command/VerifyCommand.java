package kz.dabyl.app.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import kz.dabyl.app.verify.ChainCheck;
import kz.dabyl.app.verify.Notes;
import kz.dabyl.app.verify.PublishedHistory;
import kz.dabyl.detector.evidence.EvidenceCheck;
import kz.dabyl.model.InvalidInputException;
import kz.dabyl.runtime.secrets.SignedNote;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code dabyl verify}: whether evidence and history are what they claim to be. */
@Command(
        name = "verify",
        description = {
            "Checks files of evidence: that nothing was changed, and that the detector finds the same incident on them.",
            "Checks history, from files or from a running service: that each link follows from the one before it, and that"
                    + " checkpoints that were kept lie on it. Exits with 1 if something does not hold."
        })
final class VerifyCommand implements Callable<Integer> {

    private static final int BEGINNING = 32;

    private final Terminal terminal;

    @Parameters(
            paramLabel = "FILE",
            arity = "0..*",
            description = "Evidence, or links of history as /v1/history answers them; gzipped or not.")
    private List<String> files = new ArrayList<>();

    @Option(
            names = "--checkpoint",
            paramLabel = "FILE",
            description = "Checkpoints that were kept from before, one or several in a file.")
    private List<String> checkpoints = new ArrayList<>();

    @Option(
            names = "--key",
            paramLabel = "KEY",
            description = "Who must have signed, as /v1/history-key says; else whoever the file or the service names.")
    private Optional<String> key = Optional.empty();

    @Option(names = "--url", paramLabel = "URL", description = "Reads history from the service that runs there.")
    private Optional<URI> url = Optional.empty();

    @Option(
            names = "--save",
            paramLabel = "FILE",
            description = "Keeps the latest checkpoints of --url, for the next time.")
    private Optional<Path> save = Optional.empty();

    private boolean holds = true;

    VerifyCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (files.isEmpty() && url.isEmpty()) {
            throw new BadInputException("name a file, or a service with --url");
        }
        if (save.isPresent() && url.isEmpty()) {
            throw new BadInputException("--save needs --url");
        }
        var trusted = key.map(VerifyCommand::parse);
        var history = new ArrayList<String>();
        for (var file : files) {
            try (var in = new BufferedInputStream(InputFile.open(file, terminal))) {
                if (isEvidence(in)) {
                    evidence(file, in, trusted);
                } else {
                    history.add(file);
                }
            }
        }
        if (!history.isEmpty()) {
            history(history, trusted);
        }
        if (!checkpoints.isEmpty() && history.isEmpty() && url.isEmpty()) {
            throw new BadInputException("--checkpoint needs history: links in a file, or --url");
        }
        if (url.isPresent()) {
            service(url.get(), trusted);
        }
        return holds ? 0 : 1;
    }

    private static SignedNote.Verifier parse(String text) {
        return SignedNote.Verifier.parse(text)
                .orElseThrow(() -> new BadInputException("--key: expected NAME+ID+KEY, as /v1/history-key says"));
    }

    /** Looks at the first bytes of a stream, which must be able to go back. */
    private static boolean isEvidence(InputStream in) throws IOException {
        in.mark(BEGINNING);
        var begins = EvidenceCheck.begins(new String(in.readNBytes(BEGINNING), UTF_8));
        in.reset();
        return begins;
    }

    private void evidence(String file, InputStream in, Optional<SignedNote.Verifier> trusted) throws IOException {
        EvidenceCheck.Verdict verdict;
        try {
            verdict = EvidenceCheck.of(in);
        } catch (InvalidInputException e) {
            throw InputFile.wrong(file, e);
        }
        var faults = new ArrayList<>(verdict.faults());
        if (trusted.isPresent()
                && !trusted.map(SignedNote.Verifier::text).equals(verdict.key().map(SignedNote.Verifier::text))) {
            faults.add("it is not signed by the key that was given");
        }
        var head = verdict.head();
        tell(
                file,
                faults,
                "incident " + head.incident() + ", revision " + head.revision() + ", for "
                        + head.audience().word()
                        + ": all " + verdict.published().size() + " revisions are found again; written by dabyl "
                        + head.program() + ", sha256 " + verdict.sha256() + ", signed by "
                        + verdict.key().map(SignedNote.Verifier::text).orElse("nobody"));
    }

    private void history(List<String> names, Optional<SignedNote.Verifier> trusted) throws IOException {
        var check = new ChainCheck();
        for (var name : names) {
            try (var lines = new BufferedReader(new InputStreamReader(InputFile.open(name, terminal), UTF_8))) {
                chain(name, lines, check);
            }
        }
        if (!checkpoints.isEmpty()) {
            kept(check, trusted.orElseThrow(() -> new BadInputException("--checkpoint needs --key or --url")));
        }
        tell(String.join(", ", names), check.faults(), check.extent());
    }

    private static void chain(String name, BufferedReader lines, ChainCheck check) throws IOException {
        var number = 0;
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            number++;
            try {
                if (!line.isBlank()) {
                    check.take(line);
                }
            } catch (InvalidInputException e) {
                throw new BadInputException(name + ": line " + number + ": " + e.getMessage(), e);
            }
        }
    }

    private void service(URI service, Optional<SignedNote.Verifier> trusted) throws IOException, InterruptedException {
        var published = new PublishedHistory(service);
        // Signed first, read then: what is read is at least as long.
        var latest = published.checkpoints();
        var signer = trusted.orElse(parse(published.key()));
        var check = new ChainCheck();
        published.read(check::take);
        Notes.split(latest).forEach(note -> check.checkpoint(note, signer));
        check.needsSigned();
        kept(check, signer);
        tell(service.toString(), check.faults(), check.extent() + ", signed by " + signer.text());
        if (save.isPresent() && check.faults().isEmpty()) {
            Files.writeString(save.get(), latest);
        }
    }

    private void kept(ChainCheck check, SignedNote.Verifier signer) {
        for (var file : checkpoints) {
            var notes = InputFile.parse(file, terminal, Notes::split);
            if (notes.isEmpty()) {
                throw new BadInputException(file + ": holds no checkpoint");
            }
            notes.forEach(note -> check.checkpoint(note, signer));
        }
    }

    private void tell(String what, List<String> faults, String holding) throws IOException {
        if (faults.isEmpty()) {
            terminal.print("holds: " + what + ": " + holding);
            return;
        }
        holds = false;
        for (var fault : faults) {
            terminal.print("does not hold: " + what + ": " + fault);
        }
    }
}
