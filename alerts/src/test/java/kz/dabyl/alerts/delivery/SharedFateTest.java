package kz.dabyl.alerts.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class SharedFateTest {

    private static final String TOGETHER = "msg_together";

    @Test
    void givesOneWithoutANoteTheFateOfThoseThatWereSaidWithIt() {
        var delivered = message("a", Message.State.DELIVERED, 1, 1_000, 2_000);
        var without = message("b", Message.State.PENDING, 0, 1_000, 0);

        var mended = SharedFate.of(List.of(delivered, without));

        assertThat(mended).hasSize(1);
        assertThat(mended.get(0).id()).isEqualTo("b");
        assertThat(mended.get(0).state()).isEqualTo(Message.State.DELIVERED);
    }

    @Test
    void doesNotTakeOneThatWasMadeAgainForDelivered() {
        var delivered = message("a", Message.State.DELIVERED, 1, 1_000, 2_000);
        var again = message("b", Message.State.PENDING, 0, 3_000, 0);

        assertThat(SharedFate.of(List.of(delivered, again))).isEmpty();
    }

    private static Message message(String id, Message.State state, int tries, long created, long lastTry) {
        var tried = lastTry == 0 ? OptionalLong.empty() : OptionalLong.of(lastTry);
        return new Message(
                id,
                "sub_1",
                id,
                "incident.opened",
                Optional.empty(),
                OptionalLong.empty(),
                "{}",
                new Message.Progress(state, tries, created, created, tried, OptionalInt.empty(), "", TOGETHER));
    }
}
