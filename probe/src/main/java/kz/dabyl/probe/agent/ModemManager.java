package kz.dabyl.probe.agent;

import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import kz.dabyl.model.ReportReader;

/** Asks ModemManager in which network a modem of this machine is. */
final class ModemManager {

    private static final List<String> QUESTION = List.of("mmcli", "-m", "any", "-J");
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** What a pipe holds: a longer answer would not end, as it is read only after its end. */
    private static final int LONGEST_ANSWER = 64 * 1024;

    private ModemManager() {}

    /** {@code MCC-MNC}, empty where there is no ModemManager, no modem or no network. */
    static Optional<String> network() throws InterruptedException {
        return network(QUESTION, PATIENCE);
    }

    static Optional<String> network(List<String> question, Duration patience) throws InterruptedException {
        Process asked;
        try {
            asked = new ProcessBuilder(question)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            return Optional.empty();
        }
        try {
            // The end first: whoever hangs says nothing, and to read from it would last as long.
            return asked.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)
                    ? network(asked.getInputStream().readNBytes(LONGEST_ANSWER))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        } finally {
            asked.destroyForcibly();
        }
    }

    /** From what {@code mmcli -J} says: {@code operator-code}, of which the first three digits are the country. */
    static Optional<String> network(byte[] answer) {
        try (var json = ReportReader.FACTORY.createParser(answer)) {
            for (var token = json.nextToken(); token != null; token = json.nextToken()) {
                if (token == JsonToken.VALUE_STRING && "operator-code".equals(json.currentName())) {
                    return Optional.of(json.getText())
                            .filter(code -> code.matches("[0-9]{5,6}"))
                            .map(code -> code.substring(0, 3) + "-" + code.substring(3));
                }
            }
        } catch (IOException e) {
            return Optional.empty();
        }
        return Optional.empty();
    }
}
