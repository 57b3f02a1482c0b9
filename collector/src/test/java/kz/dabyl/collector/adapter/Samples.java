package kz.dabyl.collector.adapter;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Published documents in the folder beside the repository. A test that wants them is skipped where they are not. */
public final class Samples {

    private static final Path FOLDER = Path.of("../../shared/data");

    private Samples() {}

    /** The documents of a file. */
    public static List<JsonNode> documents(String file) throws IOException {
        return documents(present(file));
    }

    public static List<JsonNode> documents(Path file) throws IOException {
        var documents = new ArrayList<JsonNode>();
        try (var reader = new DocumentReader(Files.newInputStream(file))) {
            for (var next = reader.next(); next.isPresent(); next = reader.next()) {
                documents.add(next.get().content());
            }
        }
        return documents;
    }

    /** The JSON files of a folder, in order of their names. */
    public static List<Path> files(String folder) throws IOException {
        try (Stream<Path> files = Files.list(present(folder))) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        }
    }

    private static Path present(String name) {
        var path = FOLDER.resolve(name);
        assumeTrue(Files.exists(path), () -> "needs " + path + ", which is not there");
        return path;
    }
}
