package kz.dabyl.collector.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostNamesTest {

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "http://www.Example.com/path?q#f, www.example.com",
        "https://user:secret@example.com:8443, example.com",
        "HTTPS://example.com?x, example.com",
        "http://яндекс.рф/, xn--d1acpjx3f.xn--p1ai",
        "http://Яндекс.рф/, xn--d1acpjx3f.xn--p1ai",
        "http://192.0.2.1:80/, 192.0.2.1",
        "http://[2001:db8:0:0::1]:80/, 2001:db8::1",
        "http://under_score.example., under_score.example"
    })
    void findsTheHostOfAUrl(String url, String host) {
        assertThat(HostNames.ofUrl(url)).contains(host);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "example.com",
                "http://",
                "http:///path",
                "http://two words/",
                "mailto:a@b",
                "http://a..b/",
                "http://[/"
            })
    void findsNoHostWhereThereIsNone(String url) {
        assertThat(HostNames.ofUrl(url)).isEmpty();
    }

    @Test
    void refusesNamesThatDnsCouldNotHold() {
        assertThat(HostNames.canonical("a".repeat(64))).isEmpty();
        assertThat(HostNames.canonical("a.".repeat(127))).contains("a.".repeat(126) + "a");
        assertThat(HostNames.canonical("a.".repeat(128))).isEmpty();
    }
}
