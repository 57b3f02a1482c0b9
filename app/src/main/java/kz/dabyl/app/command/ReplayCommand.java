package kz.dabyl.app.command;

import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.Callable;
import kz.dabyl.app.recording.Replay;
import kz.dabyl.app.recording.ServiceClient;
import kz.dabyl.app.recording.Speed;
import kz.dabyl.app.recording.WallTime;
import kz.dabyl.model.InvalidInputException;
import kz.dabyl.model.RecordingReader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code dabyl replay}: a recording into a running service. */
@Command(
        name = "replay",
        description = {
            "Feeds a recording to a running service.",
            "One that was started with --time log takes its lines with their own times; one that lives in real time takes"
                    + " its reports at speed 1, as if they were made now."
        })
final class ReplayCommand implements Callable<Integer> {

    private static final Speed USUAL = new Speed(60);

    private final Terminal terminal;

    @Parameters(paramLabel = "RECORDING", description = "Recording, gzipped or not; - is standard input.")
    private String recording = "-";

    @Option(names = "--to", required = true, paramLabel = "URL", description = "Such as http://127.0.0.1:8080.")
    private URI to = URI.create("");

    @Option(
            names = "--token",
            paramLabel = "TOKEN",
            descriptionKey = "DABYL_OPERATOR_TOKEN",
            description = "Operator token, better given by DABYL_OPERATOR_TOKEN.")
    private Optional<String> token = Optional.empty();

    @Option(
            names = "--speed",
            paramLabel = "FACTOR",
            description = "How much faster than it happened: 60 (usual), 1, … or max.")
    private Optional<String> speed = Optional.empty();

    ReplayCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        var wanted = speed.map(ReplayCommand::speed);
        if (to.getHost() == null || !String.valueOf(to.getScheme()).matches("https?")) {
            throw new BadInputException("--to: expected a URL such as http://127.0.0.1:8080, was " + to);
        }
        var bearer = token.orElseThrow(
                () -> new BadInputException("give an operator token by --token or DABYL_OPERATOR_TOKEN"));
        try (var reader = new RecordingReader(InputFile.open(recording, terminal))) {
            var service = new ServiceClient(to, bearer, WallTime.MACHINE);
            var played = replay(service, wanted).play(reader::next);
            terminal.err()
                    .println("dabyl: played " + played.reports() + " reports and " + played.ticks() + " ticks"
                            + (played.refused() == 0 ? "" : ", of which the service refused " + played.refused()));
            return played.refused() == 0 ? 0 : 1;
        } catch (InvalidInputException e) {
            throw InputFile.wrong(recording, e);
        }
    }

    private Replay replay(ServiceClient service, Optional<Speed> wanted) throws IOException, InterruptedException {
        if (!service.livesInRealTime()) {
            return Replay.ofLines(service, wanted.orElse(USUAL), WallTime.MACHINE);
        }
        if (wanted.filter(factor -> !factor.equals(Speed.REAL)).isPresent()) {
            throw new BadInputException("--speed: the service lives in real time and can be fed at speed 1 only");
        }
        return Replay.ofReports(service, WallTime.MACHINE);
    }

    private static Speed speed(String text) {
        return Speed.parse(text)
                .orElseThrow(() -> new BadInputException("--speed: expected a factor such as 60 or max, was " + text));
    }
}
