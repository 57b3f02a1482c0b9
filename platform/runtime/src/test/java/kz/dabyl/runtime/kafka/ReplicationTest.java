package kz.dabyl.runtime.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class ReplicationTest {

    @Test
    void isThreeCopiesOfWhichTwoMustHaveIt() {
        assertThat(Replication.of(3, 1, 1)).isEqualTo(new Replication(Optional.of((short) 3), OptionalInt.of(2)));
    }

    @Test
    void isNoMoreThanThereAreBrokers() {
        assertThat(Replication.of(1, 1, 1)).isEqualTo(new Replication(Optional.empty(), OptionalInt.empty()));
        assertThat(Replication.of(2, 1, 1)).isEqualTo(new Replication(Optional.of((short) 2), OptionalInt.empty()));
    }

    @Test
    void leavesAClusterThatIsSafeByItsDefaultsAsItIs() {
        assertThat(Replication.of(3, 3, 2)).isEqualTo(new Replication(Optional.empty(), OptionalInt.empty()));
        assertThat(Replication.of(5, 5, 3)).isEqualTo(new Replication(Optional.empty(), OptionalInt.empty()));
    }
}
