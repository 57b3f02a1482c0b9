package kz.dabyl.e2e.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TakeOverTest {

    @ParameterizedTest
    @CsvSource({"0.3, 2, 10", "1.9, 2, 10", "2.0, 2, 30", "7.5, 4, 30", "-1, 2, 30"})
    void holdsToWhatIsPromisedWhereTheMachineIsNotBusy(double load, int processors, int seconds) {
        assertThat(TakeOver.of(OptionalInt.empty(), load, processors).limit()).hasSeconds(seconds);
    }

    @Test
    void saysThatItDidNotHoldABusyMachineToIt() {
        assertThat(TakeOver.of(OptionalInt.empty(), 7.5, 2))
                .hasToString(
                        "takes over within 30 s (the 10 s that are promised were SKIPPED: load was 7.5 on 2 processors"
                                + " before it began)");
    }

    @Test
    void holdsAnyMachineToWhatIsAskedFor() {
        assertThat(TakeOver.of(OptionalInt.of(12), 7.5, 2).limit()).hasSeconds(12);
    }
}
