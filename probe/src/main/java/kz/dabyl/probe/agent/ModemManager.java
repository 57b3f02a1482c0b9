package kz.dabyl.probe.agent;

import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import kz.dabyl.model.ReportReader;

/** Asks ModemManager in which network a modem of this machine is. */
final class ModemManager {

    private static final String[] QUESTION = {"mmcli", "-m", "any", "-J"};
    private static final int LONGEST_ANSWER = 256 * 1024;

    private ModemManager() {}

    /** {@code MCC-MNC}, empty where there is no ModemManager, no modem or no network. */
    static Optional<String> network() throws InterruptedException {
        Process asked;
        try {
            asked = new ProcessBuilder(QUESTION)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            return Optional.empty();
        }
        try {
            var answer = asked.getInputStream().readNBytes(LONGEST_ANSWER);
            return asked.waitFor(5, TimeUnit.SECONDS) ? network(answer) : Optional.empty();
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
