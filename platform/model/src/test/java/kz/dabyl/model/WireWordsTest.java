package kz.dabyl.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Codes stand in stored bytes and words in the contract: both are frozen. */
class WireWordsTest {

    @Test
    void keepsCodesAndWordsAsTheyShipped() {
        assertThat(codes(Access.values())).isEqualTo("1 mobile, 2 fixed");
        assertThat(codes(Power.values())).isEqualTo("1 mains, 2 battery, 3 low");
        assertThat(codes(TargetClass.values())).isEqualTo("1 international, 2 domestic, 3 platform, 4 site");
        assertThat(codes(PingError.values()))
                .isEqualTo("1 timeout, 2 refused, 3 reset, 4 unreachable, 5 dns, 6 tls, 7 http");
    }

    @Test
    void findsEachByItsWord() {
        assertThat(Access.ofWord("mobile")).hasValue(Access.MOBILE);
        assertThat(Power.ofWord("low")).hasValue(Power.LOW);
        assertThat(TargetClass.ofWord("site")).hasValue(TargetClass.SITE);
        assertThat(PingError.ofWord("reset")).hasValue(PingError.RESET);
    }

    @Test
    void findsNothingByAnotherSpelling() {
        assertThat(Access.ofWord("Mobile")).isEmpty();
        assertThat(PingError.ofWord("")).isEmpty();
    }

    @Test
    void refusesACodeThatNobodyHas() {
        assertThatThrownBy(() -> Access.ofWireCode((byte) 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("unknown wire code 0");
    }

    @Test
    void namesKindsStatesAndCertaintiesAsTheContractDoes() {
        assertThat(Arrays.stream(IncidentKind.values()).map(IncidentKind::word))
                .containsExactly(
                        "shutdown",
                        "network_outage",
                        "outage",
                        "blackout",
                        "international_cut",
                        "throttling",
                        "blocking",
                        "tls_interception",
                        "target_down",
                        "collector_unreachable");
        assertThat(Arrays.stream(Incident.State.values()).map(Incident.State::word))
                .containsExactly("open", "closed", "retracted");
        assertThat(Arrays.stream(Incident.Certainty.values()).map(Incident.Certainty::word))
                .containsExactly("suspected", "confirmed");
    }

    private static String codes(WireCoded[] constants) {
        return Arrays.stream(constants)
                .map(constant -> constant.wireCode() + " " + constant.word())
                .collect(Collectors.joining(", "));
    }
}
