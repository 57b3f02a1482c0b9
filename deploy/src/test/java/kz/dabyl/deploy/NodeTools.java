package kz.dabyl.deploy;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** The checks that are written in JavaScript, with the types of others that they need, fetched by npm. */
final class NodeTools {

    private static final Path WORK = Path.of("target", "check").toAbsolutePath();
    private static boolean installed;

    private NodeTools() {}

    /** The folder with the scripts. Skips the test where npm is missing or can fetch nothing. */
    static synchronized Path install() throws IOException, InterruptedException {
        if (!installed) {
            Files.createDirectories(WORK);
            try (var files = Files.newDirectoryStream(Path.of("check"), "*.{json,mjs}")) {
                for (var file : files) {
                    Files.copy(file, WORK.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
                }
            }
            var result = Command.run(WORK, "npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts");
            assumeTrue(result.exit() == 0, () -> "skipped: npm could not fetch the types: " + result.output());
            installed = true;
        }
        return WORK;
    }
}
