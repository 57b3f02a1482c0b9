package kz.dabyl.collector.trust;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.OptionalLong;
import kz.dabyl.model.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrustBookTest {

    private final TrustBook book = new TrustBook();

    @Test
    void countsTheProbesThatCameByAnInvite() {
        take(invite("i-1", 2));
        take(enrolment("p-1", "i-1"));
        take(enrolment("p-2", "i-1"));

        assertThat(book.enrolled("i-1")).isEqualTo(2);
        assertThat(book.full("i-1")).isTrue();
    }

    @Test
    void doesNotKnowAProbeThatCameWhenTheInviteWasFull() {
        take(invite("i-1", 1));
        take(enrolment("p-1", "i-1"));
        take(enrolment("p-2", "i-1"));
        book.forget("p-2");

        assertThat(book.enrolment("p-2")).isEmpty();
        assertThat(book.enrolled("i-1")).isEqualTo(1);
    }

    @Test
    void countsAProbeOnceHoweverOftenItIsWritten() {
        take(invite("i-1", 5));
        take(enrolment("p-1", "i-1"));
        take(enrolment("p-1", "i-1").revoke());

        assertThat(book.enrolled("i-1")).isEqualTo(1);
    }

    @Test
    void shutsOutAProbeThatWasRevoked() {
        take(invite("i-1", 5));
        take(enrolment("p-1", "i-1").revoke());

        assertThat(book.revoked(new Principal.Probe("p-1", "i-1"))).isTrue();
        assertThat(book.revoked(new Principal.Probe("p-2", "i-1"))).isFalse();
    }

    @Test
    void shutsOutAProbeWhoseRevocationIsReadAfterOthersHaveFilledTheInvite() {
        take(invite("i-1", 2));
        take(enrolment("p-2", "i-1"));
        take(enrolment("p-3", "i-1"));

        var shutOut = take(enrolment("p-1", "i-1").revoke());

        assertThat(shutOut).containsExactly(new Principal.Probe("p-1", "i-1"));
        assertThat(book.revoked(new Principal.Probe("p-1", "i-1"))).isTrue();
    }

    @Test
    void shutsOutAllThatCameByAnInviteThatWasEnded() {
        take(invite("i-1", 5).end());

        assertThat(book.revoked(new Principal.Probe("p-1", "i-1"))).isTrue();
        assertThat(book.revoked(new Principal.Probe("p-1", "i-2"))).isFalse();
    }

    @Test
    void vouchesForWhoCameByAnInviteThatSaysSoUntilItIsEnded() {
        var vouched = new Invite("i-1", "friends", 5, OptionalLong.empty(), 0, "hash", true, false);
        var probe = new Principal.Probe("p-1", "i-1");
        take(invite("i-2", 5));

        take(vouched);
        var before = book.vouched(probe);
        take(vouched.end());

        assertThat(before).isTrue();
        assertThat(book.vouched(probe)).isFalse();
        assertThat(book.vouched(new Principal.Probe("p-2", "i-2"))).isFalse();
    }

    @Test
    void comesToTheSameWhenTheInviteIsReadAfterItsProbes() {
        take(enrolment("p-1", "i-1"));
        take(enrolment("p-2", "i-1"));
        take(invite("i-1", 2));

        assertThat(book.enrolled("i-1")).isEqualTo(2);
        assertThat(book.full("i-1")).isTrue();
    }

    @Test
    void tellsOnceWhomARecordShutsOut() {
        take(invite("i-1", 5));
        take(enrolment("p-1", "i-1"));
        take(enrolment("p-2", "i-1"));
        take(enrolment("p-3", "i-2"));

        assertThat(take(enrolment("p-3", "i-2").revoke())).containsExactly(new Principal.Probe("p-3", "i-2"));
        assertThat(take(invite("i-1", 5).end()))
                .containsExactlyInAnyOrder(new Principal.Probe("p-1", "i-1"), new Principal.Probe("p-2", "i-1"));
        assertThat(take(invite("i-1", 5).end())).isEmpty();
    }

    @Test
    void shutsOutAProbeWhoseRevocationNamesNoInvite() {
        var record = "{\"probe\":\"p-1\",\"invite\":null,\"enrolled\":\"2021-04-24T07:00:00Z\",\"revoked\":true}";

        book.take(TrustRecord.read(record.getBytes(UTF_8)));

        assertThat(book.revoked(new Principal.Probe("p-1", "i-1"))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "nonsense", "{}", "[]", "null", "{\"probe\":7}", "{\"invite\":\"i\",\"max_probes\":\"x\"}"})
    void isNotMadeOfWhatMakesNoSense(String text) {
        var record = text.getBytes(UTF_8);

        assertThatThrownBy(() -> TrustRecord.read(record)).isInstanceOf(InvalidInputException.class);
    }

    private List<Principal.Probe> take(Invite invite) {
        return book.take(TrustRecord.read(invite.toJson().encode().getBytes(UTF_8)));
    }

    private List<Principal.Probe> take(Enrolment enrolment) {
        return book.take(TrustRecord.read(enrolment.toJson().encode().getBytes(UTF_8)));
    }

    private static Invite invite(String id, int maxProbes) {
        return new Invite(id, "friends", maxProbes, OptionalLong.empty(), 0, "hash", false, false);
    }

    private static Enrolment enrolment(String probe, String invite) {
        return new Enrolment(probe, invite, 0, false);
    }
}
