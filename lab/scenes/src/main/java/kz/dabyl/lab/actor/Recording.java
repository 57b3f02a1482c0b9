package kz.dabyl.lab.actor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import kz.dabyl.lab.net.Operator;
import kz.dabyl.lab.net.Topology;

/** The log as {@code dabyl record} tells it beside the running service. Stateless. */
public final class Recording {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Recording() {}

    /** Lines with reports of {@code target}, so far. */
    public static List<JsonNode> of(Stage stage, String target) throws IOException, InterruptedException {
        var out = stage.folder().resolve("recording.ndjson");
        var process = stage.java(
                        new Stage.Role(Topology.CENTRE, Operator.TELECOM.resolver(), "record"),
                        List.of("-Xmx128m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData"),
                        "kz.dabyl.app.Main",
                        List.of(
                                "record",
                                "--raw",
                                "--data",
                                stage.folder().resolve("data").toAbsolutePath().toString()))
                .redirectOutput(out.toFile())
                .start();
        if (process.waitFor() != 0) {
            throw new IOException("the log cannot be read: " + Files.readString(stage.log("record")));
        }
        var found = new ArrayList<JsonNode>();
        for (var line : Files.readAllLines(out)) {
            if (line.contains(target)) {
                found.add(JSON.readTree(line));
            }
        }
        return found;
    }
}
