package kz.dabyl.model.targets;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import kz.dabyl.model.InvalidInputException;
import kz.dabyl.model.Times;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TargetListJsonTest {

    private static final long ISSUED = Times.parse("2021-04-24T07:00:00Z").orElseThrow();
    private static final long EXPIRES = Times.parse("2021-05-01T07:00:00Z").orElseThrow();

    @Test
    void readsWhatItWrote() {
        var list = new TargetList(ISSUED, EXPIRES, TargetList.USUAL);

        var read = TargetListJson.read(TargetListJson.write(list));

        assertThat(read).isEqualTo(list);
    }

    @Test
    void takesHostPortAndPathFromNameAndCheck() {
        var read = read("{\"target\":\"site/vlast.kz\",\"check\":\"https\"}");

        assertThat(read).containsExactly(new Target("site/vlast.kz", Check.HTTPS, "vlast.kz", 443, "/", 0, 0));
    }

    @Test
    void passesOverFieldsAndChecksThatItDoesNotKnow() {
        var read = read("""
                {"target":"site/a.kz","check":"quic","host":"a.kz"},
                {"target":"site/b.kz","check":"tls","more":{"than":["it","knows"]}}""");

        assertThat(read).containsExactly(Target.of("site/b.kz", Check.TLS));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'{\"target\":\"elsewhere/a.kz\",\"check\":\"tls\"}' | /targets/0/target",
                "'{\"target\":\"site/a.kz\"}' | /targets/0/check",
                "'{\"target\":\"site/a.kz\",\"check\":\"tls\",\"port\":70000}' | /targets/0/port",
                "'{\"target\":\"site/a.kz\",\"check\":\"tls\",\"port\":\"443\"}' | /targets/0/port",
                "'{\"target\":\"site/a.kz\",\"check\":\"tls\",\"host\":\"a.kz\\r\\nX: y\"}' | /targets/0/host",
                "'{\"target\":\"site/a.kz\",\"check\":\"tls\",\"host\":\"-c3\"}' | /targets/0/host",
                "'{\"target\":\"site/a.kz\",\"check\":\"https\",\"path\":\"/ HTTP/1.1\"}' | /targets/0/path",
                "'{\"target\":\"site/a.kz\",\"check\":\"https\",\"kbps_every_s\":5}' | /targets/0/kbps_every_s",
                "'{\"target\":\"site/a.kz\",\"check\":\"tls\",\"kbps_every_s\":3600}' | /targets/0/kbps_every_s",
                "'' | /targets"
            })
    void namesTheFirstValueThatIsBad(String target, String pointer) {
        assertThatThrownBy(() -> read(target))
                .isInstanceOfSatisfying(
                        InvalidInputException.class,
                        e -> assertThat(e.pointer()).isEqualTo(pointer));
    }

    @Test
    void refusesANameThatStandsTwice() {
        assertThatThrownBy(() -> read(
                        "{\"target\":\"site/a.kz\",\"check\":\"tls\"},{\"target\":\"site/a.kz\",\"check\":\"dns\"}"))
                .hasMessageContaining("/targets/1/target");
    }

    @Test
    void leavesRoomInAReport() {
        var many = IntStream.range(0, 13)
                .mapToObj(i -> Target.of("site/a" + i + ".kz", Check.DNS))
                .toList();

        assertThatThrownBy(() -> new TargetList(ISSUED, EXPIRES, many)).hasMessageContaining("1 to 12 targets");
    }

    @Test
    void refusesAnotherVersionAndWhatIsNoList() {
        assertThatThrownBy(() -> TargetListJson.read("{\"version\":2}".getBytes(UTF_8)))
                .isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> TargetListJson.read("[]".getBytes(UTF_8))).isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> TargetListJson.read("{\"issued\":".getBytes(UTF_8)))
                .isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> TargetListJson.read(new byte[0])).isInstanceOf(InvalidInputException.class);
    }

    private static List<Target> read(String targets) {
        var text = """
                {"version":1,"issued":"2021-04-24T07:00:00Z","expires":"2021-05-01T07:00:00Z","targets":[%s]}""".formatted(targets);
        return TargetListJson.read(text.getBytes(UTF_8)).targets();
    }
}
