package kz.dabyl.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The image: what goes into its build, and what those who start it say of it. */
class ImageTest {

    private static final Path ROOT = Path.of("..");
    private static final Pattern MODULE = Pattern.compile("<module>([^<]+)</module>");
    private static final Pattern VERSION = Pattern.compile("<version>([^<]+)</version>");

    /** Folders that hold sources and nothing that is secret; of deploy only what Maven needs to know that it is there. */
    private static final List<String> OPEN = List.of(
            "!dabyl",
            "!pom.xml",
            "!.mvn",
            "!platform",
            "!collector",
            "!detector",
            "!alerts",
            "!console",
            "!probe",
            "!app",
            "!lab",
            "!deploy/pom.xml");

    @Test
    void isBuiltFromSourcesAlone() throws IOException {
        var lines = lines(ROOT.resolve(".dockerignore"));

        assertThat(lines.get(0)).as("all that is not named stays outside").isEqualTo("*");
        assertThat(lines.stream().filter(line -> line.startsWith("!"))).containsExactlyElementsOf(OPEN);
        assertThat(lines).endsWith("**/target", "**/node_modules");
    }

    @Test
    void hasAllModulesThatMavenAsksFor() throws IOException {
        var modules = MODULE.matcher(Files.readString(ROOT.resolve("pom.xml")))
                .results()
                .map(found -> found.group(1))
                .toList();

        assertThat(modules)
                .isNotEmpty()
                .allSatisfy(module ->
                        assertThat(OPEN).containsAnyOf("!" + module.split("/", 2)[0], "!" + module + "/pom.xml"));
    }

    @Test
    void startsWhatTheLauncherBuildsAndStarts() throws IOException {
        var image = Files.readString(Path.of("Dockerfile"));
        var launcher = Files.readString(ROOT.resolve("dabyl"));

        assertThat(launcher).contains("run_folder=target/run", "program=app", "main_class=kz.dabyl.app.Main");
        assertThat(image)
                .contains("COPY --from=build /src/app/target/run/lib /opt/dabyl/lib")
                .contains("\"-cp\", \"/opt/dabyl/lib/*\", \"kz.dabyl.app.Main\"]");
        assertThat(lines(Path.of("Dockerfile")).stream()
                        .filter(line -> line.startsWith("FROM "))
                        .toList())
                .hasSize(2)
                .allMatch(line -> line.contains(":"));
    }

    /** Without a tag Kubernetes asks the registry of all the world for the latest at each start. */
    @Test
    void isNamedByItsVersionEverywhere() throws IOException {
        var version = VERSION.matcher(Files.readString(Path.of("pom.xml")));
        assertThat(version.find()).isTrue();
        var image = "dabyl:" + version.group(1);

        assertThat(containers()).hasSize(3).allSatisfy(container -> {
            assertThat(container.get("image")).isEqualTo(image);
            assertThat(container.get("imagePullPolicy")).isEqualTo("IfNotPresent");
        });
        assertThat(ours())
                .allSatisfy(service -> assertThat(service.get("image")).isEqualTo(image));
        assertThat(Files.readString(Path.of("Dockerfile"))).contains("-t " + image + " .");
        assertThat(Files.readString(ROOT.resolve("docs").resolve("deployment.md")))
                .contains("-t " + image + " .");
    }

    /** H3 unpacks its library there, which cannot be loaded from where nothing may be executed. */
    @Test
    void findsAFolderFromWhichItsLibrariesCanBeLoaded() throws IOException {
        assertThat(ours())
                .hasSize(6)
                .allSatisfy(service -> assertThat(service.get("tmpfs"))
                        .as("Docker mounts a tmpfs noexec unless it is told otherwise")
                        .isEqualTo(List.of("/tmp:exec")));
    }

    @Test
    void isReachedThroughADoorThatTellsNobodyOfMetricsOrOfWhoAsks() throws IOException {
        var services = Manifests.map(compose(), "services");
        var door = Manifests.map(services, "door");
        var nginx = Files.readString(Path.of("nginx.conf"));

        assertThat(ours()).noneMatch(service -> service.containsKey("ports"));
        assertThat(door.get("ports")).isEqualTo(List.of("127.0.0.1:8080:8080"));
        assertThat(String.valueOf(door.get("volumes"))).contains("./nginx.conf:/etc/nginx/nginx.conf:ro");
        assertThat(nginx.replaceAll("\\s+", " "))
                .contains("location ~ ^/metrics(/|$) { return 404; }")
                .contains("access_log off;", "error_log stderr emerg;")
                .doesNotContainPattern("\\$remote_addr|\\$proxy_add_x_forwarded_for");
        assertThat(nginx.lines().filter(line -> line.strip().startsWith("server ") && line.contains(":8080")))
                .as("a container that is made anew is found again")
                .hasSize(8)
                .allMatch(line -> line.endsWith(" resolve;"));
        var asked = Pattern.compile("server ([a-z]+-[0-9]):8080")
                .matcher(nginx)
                .results()
                .map(found -> found.group(1))
                .toList();
        assertThat(services.keySet().stream().map(String::valueOf)).containsAll(asked);
    }

    /** A token that only one role knows is refused by the others. */
    @Test
    void givesEveryProcessTheTokensOfItsOperators() throws IOException {
        var mounted = "/data/operator-tokens";

        assertThat(ours())
                .hasSize(6)
                .allSatisfy(service -> assertThat(String.valueOf(service.get("volumes")))
                        .contains("./operator-tokens:" + mounted + ":ro"));
        assertThat(containers())
                .hasSize(3)
                .allSatisfy(container -> assertThat(Manifests.items(container, "volumeMounts"))
                        .anyMatch(mount -> mounted.equals(mount.get("mountPath"))));
    }

    private static List<Map<?, ?>> containers() throws IOException {
        var containers = new ArrayList<Map<?, ?>>();
        for (var document : Manifests.documents(Path.of("kubernetes", "dabyl.yaml"))) {
            var pod = Manifests.map(Manifests.map(Manifests.map(document, "spec"), "template"), "spec");
            containers.addAll(Manifests.items(pod, "containers"));
        }
        return containers;
    }

    private static Map<?, ?> compose() throws IOException {
        return Manifests.documents(Path.of("compose.yaml")).get(0);
    }

    /** The containers that run Dabyl. */
    private static List<Map<?, ?>> ours() throws IOException {
        var ours = new ArrayList<Map<?, ?>>();
        for (var service : Manifests.map(compose(), "services").values()) {
            var one = (Map<?, ?>) service;
            if (String.valueOf(one.get("image")).startsWith("dabyl")) {
                ours.add(one);
            }
        }
        return ours;
    }

    private static List<String> lines(Path file) throws IOException {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        }
    }
}
