package kz.dabyl.app.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import kz.dabyl.collector.rules.StartRules;
import kz.dabyl.collector.rules.UnusableRulesException;
import kz.dabyl.model.rules.RuleKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RulesFromFileTest {

    @TempDir
    private Path folder;

    @Test
    void watchesAFileAndKnowsItByItsName() throws Exception {
        var given = given(write("min_probes: 4").toString());

        var changed = given.file().orElseThrow().parser().parse("min_probes: 5".getBytes(UTF_8));

        assertThat(given.source()).isEqualTo("night.yaml");
        assertThat(given.reading().document().path("min_probes").asInt()).isEqualTo(4);
        assertThat(changed.document().path("min_probes").asInt()).isEqualTo(5);
        assertThat(changed.mark()).isNotEqualTo(given.reading().mark());
    }

    @Test
    void saysWhichFileIsBrokenWhereAndWhatWasExpected() throws Exception {
        var file = write("min_probes: 4");
        var parser = given(file.toString()).file().orElseThrow().parser();

        assertThatThrownBy(() -> parser.parse("min_probes: none".getBytes(UTF_8)))
                .isInstanceOf(UnusableRulesException.class)
                .hasMessageStartingWith(file + ": /min_probes: expected ");
        assertThatThrownBy(() -> parser.parse("home: KZ\nmin_probes: [".getBytes(UTF_8)))
                .isInstanceOf(UnusableRulesException.class)
                .hasMessageContaining("line 2");
        assertThatThrownBy(() -> parser.parse(new byte[] {(byte) 0xff}))
                .isInstanceOf(UnusableRulesException.class)
                .hasMessage(file + ": is not UTF-8");
    }

    @Test
    void readsStandardInputOnce() {
        var given = given("-");

        assertThat(given.reading().document().path("min_probes").asInt()).isEqualTo(6);
        assertThat(given.file()).isEmpty();
    }

    private Path write(String text) throws IOException {
        return Files.writeString(folder.resolve("night.yaml"), text);
    }

    private static StartRules.Given given(String name) {
        var none = OutputStream.nullOutputStream();
        var in = new ByteArrayInputStream("min_probes: 6".getBytes(UTF_8));
        var terminal = new Terminal(in, none, new PrintStream(none, true, UTF_8), Map.of());
        return RulesFromFile.given(name, terminal, RuleKind.THRESHOLDS::fromYaml);
    }
}
