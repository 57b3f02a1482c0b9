package kz.dabyl.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When {@code dabyl} builds, and what it leaves where a build fails. */
class LauncherBuildTest extends LaunchedProject {

    @Test
    void buildsTheBenchesOnlyWhenTheyAreAskedFor() throws Exception {
        start("detect");

        var first = start("bench", "detection");
        start("bench", "detection");

        assertThat(first.out())
                .contains("-cp\n" + project + "/lab/bench/target/run/lib/*\nkz.dabyl.bench.Main\ndetection\n");
        assertThat(builds()).hasSize(2);
        assertThat(builds().get(0)).contains("-pl app -am package");
        assertThat(builds().get(1)).contains("-pl lab/bench -am package");
        assertThat(start("detect").err()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"panic", "goodbye"})
    void buildsNothingBeforeWhatHasNoTimeForIt(String command) throws Exception {
        start("probe");
        Files.createDirectories(project.resolve("probe/src/main"));
        Files.writeString(project.resolve("probe/src/main/New.java"), "class New {}");

        var started = start("probe", command, "--state", "there");

        assertThat(started.out()).contains("kz.dabyl.probe.Main\n" + command + "\n--state\nthere\n");
        assertThat(builds()).hasSize(1);
    }

    @Test
    void buildsAgainWhenASourceIsNewer() throws Exception {
        start();
        Files.writeString(project.resolve("app/src/main/New.java"), "class New {}");

        start();

        assertThat(builds()).hasSize(2);
    }

    /** As the unit has it, to whose service the checkout is read-only. */
    @Test
    void runsWhatWasBuiltWhereItMustNotBuild() throws Exception {
        var without = startUnbuilt();
        start();
        Files.writeString(project.resolve("app/src/main/New.java"), "class New {}");
        Files.createFile(project.resolve("app/target/run/without-node"));

        var with = startUnbuilt();

        assertThat(without.exitCode()).isEqualTo(1);
        assertThat(without.err()).contains("nothing is built in " + project);
        assertThat(with.exitCode()).isEqualTo(7);
        assertThat(with.err()).isEmpty();
        assertThat(builds()).hasSize(1);
        assertThat(Files.readString(Path.of("../deploy/dabyl.service"))).contains("\nEnvironment=DABYL_BUILD=no\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"console/src/pages/new.tsx", "console/package-lock.json"})
    void buildsAgainWhenTheConsoleHasChanged(String source) throws Exception {
        start();
        Files.createDirectories(project.resolve(source).getParent());
        Files.writeString(project.resolve(source), "");

        start();

        assertThat(builds()).hasSize(2);
    }

    @Test
    void buildsAgainWhenTheNodeIsThereThatWasMissing() throws Exception {
        var mark = builtWithoutNode();
        script(tools.resolve("node"), "echo 20");
        Files.delete(mark);

        start();
        start();

        assertThat(builds()).hasSize(2);
    }

    /** The console's folder is every build's: what the benches find there is nothing to the service. */
    @Test
    void buildsTheServiceAgainWhenTheBenchesWereTheFirstToFindANode() throws Exception {
        var mark = builtWithoutNode();
        script(tools.resolve("node"), "echo 20");
        Files.delete(mark);

        start("bench", "detection");
        start();

        assertThat(builds()).hasSize(3);
        assertThat(builds().get(2)).contains("-pl app -am package");
    }

    /** Leaves the mark as the console's build does. */
    private Path builtWithoutNode() throws Exception {
        script(tools.resolve("node"), "echo 16");
        script(tools.resolve("id"), "echo 1000");
        Files.createDirectories(project.resolve("console/target/build"));
        var mark = Files.createFile(project.resolve("console/target/build/without-node"));
        assertThat(start().exitCode()).isEqualTo(7);
        return mark;
    }

    /** Between its two moves, as by a cut of the power. */
    @Test
    void runsWhatRanBeforeWhereASwapWasKilled() throws Exception {
        start();
        Files.move(project.resolve("app/target/run"), project.resolve("app/target/run.old"));

        var unbuilt = startUnbuilt();
        Files.move(project.resolve("app/target/run"), project.resolve("app/target/run.old"));
        Files.writeString(project.resolve("app/src/main/New.java"), "class New {}");
        Files.createFile(folder.resolve("broken"));
        var failed = start();

        assertThat(unbuilt.exitCode()).isEqualTo(7);
        assertThat(failed.exitCode()).isEqualTo(1);
        assertThat(project.resolve("app/target/run/lib/dabyl.jar")).exists();
    }

    @Test
    void buildsOnceWithoutANodeThatIsNewEnough() throws Exception {
        script(tools.resolve("node"), "echo 16");
        script(tools.resolve("id"), "echo 1000");

        Files.createDirectories(project.resolve("console/target/build"));
        Files.createFile(project.resolve("console/target/build/without-node"));

        var first = start();
        start();

        assertThat(first.exitCode()).isEqualTo(7);
        assertThat(first.err()).contains("there will be no console");
        assertThat(builds()).hasSize(1);
    }

    @Test
    void buildsAgainWhenTheBuildIsGone() throws Exception {
        start();
        Files.delete(project.resolve("app/target/run/lib/dabyl.jar"));
        Files.delete(project.resolve("app/target/run/lib"));

        start();

        assertThat(builds()).hasSize(2);
    }

    @Test
    void showsWhyABuildFailedAndTriesAgainNextTime() throws Exception {
        Files.createFile(folder.resolve("broken"));
        var failed = start();
        Files.delete(folder.resolve("broken"));

        var mended = start();

        assertThat(failed.exitCode()).isEqualTo(1);
        assertThat(failed.out()).isEmpty();
        assertThat(failed.err()).contains("[ERROR] it does not compile", "dabyl: the build failed");
        assertThat(mended.exitCode()).isEqualTo(7);
    }

    /** As after an update without network: the service that runs may fall and be started again. */
    @Test
    void leavesWhatWasBuiltBeforeUntilABuildIsGood() throws Exception {
        start();
        var former = Files.createFile(project.resolve("app/target/run/lib/former.jar"));
        Files.writeString(project.resolve("app/src/main/New.java"), "class New {}");
        Files.createFile(folder.resolve("broken"));

        var failed = start();
        var stillThere = Files.exists(former);
        var restarted = startUnbuilt();
        Files.delete(folder.resolve("broken"));
        var mended = start();

        assertThat(failed.exitCode()).isEqualTo(1);
        assertThat(stillThere).isTrue();
        assertThat(restarted.exitCode()).isEqualTo(7);
        assertThat(mended.exitCode()).isEqualTo(7);
        assertThat(former).doesNotExist();
        assertThat(project.resolve("app/target/run.old")).doesNotExist();
    }

    /** The benches stand on the program: what a service runs from is not theirs to touch. */
    @Test
    void leavesTheProgramAloneWhereAnotherIsBuilt() throws Exception {
        start();
        var jar = project.resolve("app/target/run/lib/dabyl.jar");
        var before = Files.readString(jar);

        start("bench", "detection");

        assertThat(Files.readString(jar)).isEqualTo(before).contains("-pl app -am");
        assertThat(builds()).hasSize(2);
    }

    @Test
    void letsOneOfSeveralFirstStartsBuild() throws Exception {
        var processes = new ArrayList<Process>();
        for (var i = 0; i < 4; i++) {
            processes.add(process(project, project.resolve("dabyl").toString(), Map.of()));
        }

        for (var process : processes) {
            assertThat(finished(process).exitCode()).isEqualTo(7);
        }
        assertThat(builds()).hasSize(1);
    }
}
