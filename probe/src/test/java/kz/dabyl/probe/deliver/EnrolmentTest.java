package kz.dabyl.probe.deliver;

import static kz.dabyl.probe.deliver.FakeCourier.status;
import static kz.dabyl.probe.deliver.FakeCourier.unreached;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import kz.dabyl.model.PingError;
import kz.dabyl.probe.keep.Identity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnrolmentTest {

    private static final List<URI> COLLECTORS =
            List.of(URI.create("https://one.example"), URI.create("https://two.example"));

    private final FakeCourier courier = new FakeCourier();

    @Test
    void changesAnInviteForAnIdentity() throws Exception {
        courier.answers("one.example", unreached(PingError.TIMEOUT))
                .answers(
                        "two.example",
                        status(
                                201,
                                "{\"probe\":\"p-1\",\"token\":\"dp1_x\",\"targets_key\":\"a2V5\",\"asn\":\"AS9198\"}"));

        var result = Enrolment.enrol(COLLECTORS, courier, "inv_\"1\"");

        assertThat(result).isEqualTo(new Enrolment.Result.Enrolled(new Identity("p-1", "dp1_x", "a2V5", "AS9198")));
        assertThat(courier.sent.get(1)).isEqualTo("two.example {\"invite\":\"inv_\\\"1\\\"\"}");
    }

    @ParameterizedTest
    @CsvSource({"401, not known", "403, no more probes", "201, otherwise than a collector", "404, answered 404"})
    void saysWhyItCannotAndAsksNobodyElse(int status, String why) throws Exception {
        courier.answers("one.example", status(status, "{\"probe\":\"/../\"}"));

        var result = Enrolment.enrol(COLLECTORS, courier, "inv");

        assertThat(result).isInstanceOfSatisfying(Enrolment.Result.Failed.class, failed -> {
            assertThat(failed.why()).contains(why);
            assertThat(failed.lasting()).isTrue();
        });
        assertThat(courier.sent).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "AS", "9198", "AS9198\\nX"})
    void knowsNoNetworkWhereTheCollectorTellsNone(String asn) throws Exception {
        courier.answers("one.example", status(201, "{\"probe\":\"p-1\",\"token\":\"t\",\"asn\":\"" + asn + "\"}"));

        var result = Enrolment.enrol(COLLECTORS, courier, "inv");

        assertThat(result).isEqualTo(new Enrolment.Result.Enrolled(new Identity("p-1", "t", "", "")));
    }
}
