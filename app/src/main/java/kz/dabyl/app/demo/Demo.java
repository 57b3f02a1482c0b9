package kz.dabyl.app.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import kz.dabyl.app.recording.EntrySource;
import kz.dabyl.app.recording.Replay;
import kz.dabyl.app.recording.ServiceClient;
import kz.dabyl.app.recording.Speed;
import kz.dabyl.app.recording.WallTime;
import kz.dabyl.app.service.Dabyl;
import kz.dabyl.model.LogEntry;
import kz.dabyl.simulator.Scenario;
import kz.dabyl.simulator.Simulation;

/**
 * Plays a simulated afternoon to a running service from outside, over HTTP, and tells what a subscriber gets to hear of
 * it. The service does not know that it is a play.
 */
public final class Demo {

    private static final int LAST_WORDS_SECONDS = 120;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Dabyl service;
    private final Consumer<String> lines;

    /** @param lines takes what is told, line by line, from several threads but never at once */
    public Demo(Dabyl service, Consumer<String> lines) {
        this.service = service;
        this.lines = lines;
    }

    /** Plays to the end of the scenario and until the last webhook has come. Blocking. */
    public void play(Scenario scenario, long seed, Speed speed) throws IOException, InterruptedException {
        var client = new ServiceClient(service.address(), service.credentials().operatorToken(), WallTime.MACHINE);
        var story = new Story(lines);
        try (var receiver = WebhookReceiver.open(story::hear)) {
            receiver.trust(subscribe(client, receiver));
            var played =
                    Replay.ofLines(client, speed, WallTime.MACHINE).play(EntrySource.of(recording(scenario, seed)));
            story.awaitEnd(LAST_WORDS_SECONDS);
            lines.accept(played.reports() + " reports were taken; " + story.summary() + ".");
        }
    }

    private static String subscribe(ServiceClient client, WebhookReceiver receiver)
            throws IOException, InterruptedException {
        var terms = JSON.createObjectNode()
                .put("channel", "webhook")
                .put("url", receiver.address().toString());
        return client.create("/v1/subscriptions", terms).path("secret").asText();
    }

    private static List<LogEntry> recording(Scenario scenario, long seed) {
        var entries = new ArrayList<LogEntry>();
        Simulation.run(scenario, seed, entries::add);
        return entries;
    }
}
