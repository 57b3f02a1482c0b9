package kz.dabyl.collector.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.1.2.3",
                "172.16.0.1",
                "192.168.178.1",
                "127.0.0.1",
                "169.254.1.1",
                "0.0.0.0",
                "100.64.0.1",
                "100.127.255.255",
                "::1",
                "::",
                "fe80::1",
                "fd12:3456::1",
                "::ffff:192.168.1.1"
            })
    void knowsAddressesThatMeanSomebodyElseInEveryNetwork(String address) {
        assertThat(Addresses.parse(address))
                .hasValueSatisfying(
                        parsed -> assertThat(Addresses.isLocal(parsed)).isTrue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.1.1.1", "100.63.255.255", "100.128.0.1", "172.32.0.1", "2001:db8::1", "fb00::1"})
    void knowsAddressesThatMeanTheSameEverywhere(String address) {
        assertThat(Addresses.parse(address))
                .hasValueSatisfying(
                        parsed -> assertThat(Addresses.isLocal(parsed)).isFalse());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "localhost", "example.org", "1.2.3", "1.2.3.4.5", "256.1.1.1", "2130706433", "1:2:3"})
    void takesNamesAndWhatLooksLikeAnAddressForNone(String text) {
        assertThat(Addresses.parse(text)).isEmpty();
    }

    @Test
    void seesThroughTheSpellingsOfOneAddress() {
        assertThat(Addresses.same("2001:DB8:0:0:0:0:0:1", "2001:db8::1")).isTrue();
        assertThat(Addresses.same("192.0.2.1", "192.0.2.2")).isFalse();
        assertThat(Addresses.same("", "")).isFalse();
    }
}
