package kz.dabyl.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** What the files of YAML say that tests look into. */
final class Manifests {

    private Manifests() {}

    static List<Map<?, ?>> documents(Path file) throws IOException {
        var documents = new ArrayList<Map<?, ?>>();
        new Yaml(new SafeConstructor(new LoaderOptions()))
                .loadAll(Files.readString(file))
                .forEach(document -> documents.add((Map<?, ?>) document));
        return documents;
    }

    /** A part that is a mapping; empty where there is none. */
    static Map<?, ?> map(Map<?, ?> tree, String field) {
        return tree.get(field) instanceof Map<?, ?> map ? map : Map.of();
    }

    /** A part that is a list of mappings; empty where there is none. */
    static List<Map<?, ?>> items(Map<?, ?> tree, String field) {
        var items = new ArrayList<Map<?, ?>>();
        if (tree.get(field) instanceof List<?> list) {
            list.forEach(item -> items.add((Map<?, ?>) item));
        }
        return items;
    }
}
