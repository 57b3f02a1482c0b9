package kz.dabyl.app.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import kz.dabyl.detector.tuning.Finding;
import kz.dabyl.detector.tuning.ScoreJson;
import kz.dabyl.detector.tuning.ScoreText;
import kz.dabyl.detector.tuning.Scorecard;
import kz.dabyl.detector.tuning.Scoring;
import kz.dabyl.detector.tuning.TruthReader;
import kz.dabyl.model.Incident;
import kz.dabyl.model.IncidentJson;
import kz.dabyl.model.InvalidInputException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code dabyl score}: what incidents are worth, held against what really happened. */
@Command(
        name = "score",
        description = {
            "Holds the revisions that detect printed against what really happened, and prints recall, precision, time to"
                    + " detect and more, over all events and by kind.",
            "Several pairs of files add up: the first --incidents belongs to the first --truth, and so on."
        })
final class ScoreCommand implements Callable<Integer> {

    private static final String STANDARD_INPUT = "-";

    private final Terminal terminal;

    @Option(
            names = "--incidents",
            paramLabel = "FILE",
            required = true,
            description = "Revisions of incidents, one a line; gzipped or not, - is standard input.")
    private List<String> incidents = new ArrayList<>();

    @Option(
            names = "--truth",
            paramLabel = "FILE",
            required = true,
            description = "What really happened, as simulate --truth writes it; gzipped or not, - is standard input.")
    private List<String> truths = new ArrayList<>();

    @Option(names = "--json", description = "Print one JSON object instead of a table.")
    private boolean json;

    ScoreCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        if (incidents.size() != truths.size()) {
            throw new BadInputException("expected as many --incidents as --truth, were %d and %d"
                    .formatted(incidents.size(), truths.size()));
        }
        if (incidents.stream().filter(STANDARD_INPUT::equals).count()
                        + truths.stream().filter(STANDARD_INPUT::equals).count()
                > 1) {
            throw new BadInputException("standard input can be read once: name files for all but one");
        }
        var card = Scorecard.NOTHING;
        for (var i = 0; i < truths.size(); i++) {
            var truth = InputFile.parse(truths.get(i), terminal, TruthReader::read);
            card = card.plus(Scoring.score(truth, Finding.of(revisions(incidents.get(i)))));
        }
        terminal.print(
                json ? ScoreJson.tree(card).toString() : ScoreText.of(card).stripTrailing());
        return 0;
    }

    private List<Incident> revisions(String file) throws IOException {
        var revisions = new ArrayList<Incident>();
        try (var lines = new BufferedReader(new InputStreamReader(InputFile.open(file, terminal), UTF_8))) {
            var number = 0;
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                if (!line.isBlank()) {
                    revisions.add(revision(file, number, line));
                }
            }
        }
        return revisions;
    }

    private static Incident revision(String file, int number, String line) {
        try {
            return IncidentJson.parse(line);
        } catch (InvalidInputException e) {
            throw new BadInputException(file + ": line " + number + ": " + e.getMessage(), e);
        }
    }
}
