package kz.dabyl.model.targets;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;
import kz.dabyl.model.InvalidInputException;

/** {@code JAZZER_FUZZ=1 mvn test -Dtest=TargetListJsonFuzzTest} explores; otherwise the saved inputs run. */
class TargetListJsonFuzzTest {

    @FuzzTest(maxDuration = "60s")
    void anyBytesAreAListThatCanBeWrittenAgainOrAreRefused(byte[] bytes) {
        try {
            var list = TargetListJson.read(bytes);

            var again = TargetListJson.read(TargetListJson.write(list));
            assertThat(again.targets()).extracting(Target::name).isEqualTo(names(list));
            assertThat(TargetListJson.write(again)).isEqualTo(TargetListJson.write(list));
        } catch (InvalidInputException e) {
            assertThat(e.detail()).isNotBlank();
        }
    }

    private static List<String> names(TargetList list) {
        return list.targets().stream().map(Target::name).toList();
    }
}
