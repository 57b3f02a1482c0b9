package kz.dabyl.probe.deliver;

import static kz.dabyl.probe.deliver.FakeCourier.problem;
import static kz.dabyl.probe.deliver.FakeCourier.retryAfter;
import static kz.dabyl.probe.deliver.FakeCourier.status;
import static kz.dabyl.probe.deliver.FakeCourier.unreached;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import kz.dabyl.model.PingError;
import kz.dabyl.probe.keep.Identity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnrolmentTest {

    private static final List<URI> COLLECTORS =
            List.of(URI.create("https://one.example"), URI.create("https://two.example"));

    private static final String IDENTITY = "{\"probe\":\"p-1\",\"token\":\"t\"}";

    private final FakeCourier courier = new FakeCourier();
    private final List<String> told = new ArrayList<>();

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
    @CsvSource({"401, copied as a whole", "403, no more probes"})
    void saysWhyACollectorRefusesTheInviteAndAsksNobodyElse(int status, String why) throws Exception {
        courier.answers("one.example", problem(status));

        var result = Enrolment.enrol(COLLECTORS, courier, "inv");

        assertThat(result).isInstanceOfSatisfying(Enrolment.Result.Failed.class, failed -> {
            assertThat(failed.why()).contains(why);
            assertThat(failed.lasting()).isTrue();
        });
        assertThat(courier.sent).hasSize(1);
    }

    /** Guards, portals and proxies, or a service that is no collector. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "200 | <html>",
                "201 | {\"probe\":\"/../\"}",
                "400 | <html>",
                "400 | {\"type\":\"/problems/invalid-request\"}",
                "401 | ''",
                "403 | <html>",
                "403 | {\"type\":\"about:blank\"}",
                "404 | {\"type\":\"/problems/not-found\"}",
                "408 | ''",
                "421 | ''"
            })
    void asksTheNextCollectorWhereAnotherThanACollectorSpeaks(int status, String body) throws Exception {
        courier.answers("one.example", status(status, body)).answers("two.example", status(201, IDENTITY));

        var result = Enrolment.enrol(COLLECTORS, courier, "inv");

        assertThat(result).isInstanceOf(Enrolment.Result.Enrolled.class);
    }

    @Test
    void comesAgainWhereNoCollectorHasSpokenAndSaysWhoHas() throws Exception {
        courier.answers("one.example", status(403, "<html>")).answers("two.example", status(408));

        var result = Enrolment.enrol(COLLECTORS, courier, "inv");

        assertThat(result).isInstanceOfSatisfying(Enrolment.Result.Failed.class, failed -> {
            assertThat(failed.why()).isEqualTo("https://two.example answered 408, otherwise than a collector does");
            assertThat(failed.lasting()).isFalse();
        });
    }

    @ParameterizedTest
    @CsvSource({
        "404, https://two.example answered 404; as a service of ours does that is no collector",
        "415, https://two.example answered 415; as a service of ours does that is no collector",
        "400, https://two.example answered 400; what was asked did not arrive as it was sent"
    })
    void comesAgainWhereAServiceOfOursDoesNotEnrolAndSaysWhatItIs(int status, String why) throws Exception {
        courier.answers("one.example", status(503)).answers("two.example", problem(status));

        var result = Enrolment.enrol(COLLECTORS, courier, "inv");

        assertThat(result).isInstanceOfSatisfying(Enrolment.Result.Failed.class, failed -> {
            assertThat(failed.why()).startsWith(why.replace(';', ','));
            assertThat(failed.lasting()).isFalse();
        });
    }

    @Test
    void waitsAsLongAsACollectorAsksAndNotAsAGuardDoes() throws Exception {
        courier.answers("one.example", retryAfter(403, 86_400)).answers("two.example", retryAfter(503, 5));

        var result = Enrolment.enrol(COLLECTORS, courier, "inv");

        assertThat(result)
                .isInstanceOfSatisfying(
                        Enrolment.Result.Failed.class,
                        failed -> assertThat(failed.retryAfter()).isEqualTo(Duration.ofSeconds(5)));
    }

    @Test
    void waitsForTheEndOfAnOutageAndAsLongAsABusyCollectorAsks() throws Exception {
        var pauses = new ArrayList<Duration>();
        courier.answers(
                        "one.example",
                        unreached(PingError.TIMEOUT),
                        retryAfter(503, 60),
                        status(503),
                        unreached(PingError.DNS),
                        unreached(PingError.DNS))
                .answers(
                        "two.example",
                        unreached(PingError.TIMEOUT),
                        unreached(PingError.TIMEOUT),
                        status(503),
                        status(429),
                        status(201, IDENTITY));

        var result = Enrolment.insist(
                COLLECTORS, courier, "inv", new Enrolment.Waiting(pauses::add, told::add, new Random(1)));

        assertThat(result).isInstanceOf(Enrolment.Result.Enrolled.class);
        assertThat(pauses).hasSize(4);
        assertThat(pauses.get(0)).isBetween(Duration.ofSeconds(15), Duration.ofSeconds(30));
        assertThat(pauses.get(1)).isBetween(Duration.ofMinutes(1), Duration.ofSeconds(75));
        assertThat(pauses.get(3)).isBetween(Duration.ofMinutes(2), Duration.ofMinutes(4));
        assertThat(told).hasSize(4).allMatch(text -> text.startsWith("cannot enrol yet: https://two.example"));
    }

    @Test
    void triesNoMoreOnceACollectorHasSaidNo() throws Exception {
        courier.answers("one.example", status(503), problem(401)).answers("two.example", status(503));

        var result = Enrolment.insist(
                COLLECTORS, courier, "inv", new Enrolment.Waiting(pause -> {}, told::add, new Random(1)));

        assertThat(result).isInstanceOf(Enrolment.Result.Failed.class);
        assertThat(courier.sent).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "AS", "9198", "AS9198\\nX"})
    void knowsNoNetworkWhereTheCollectorTellsNone(String asn) throws Exception {
        courier.answers("one.example", status(201, "{\"probe\":\"p-1\",\"token\":\"t\",\"asn\":\"" + asn + "\"}"));

        var result = Enrolment.enrol(COLLECTORS, courier, "inv");

        assertThat(result).isEqualTo(new Enrolment.Result.Enrolled(new Identity("p-1", "t", "", "")));
    }
}
