package kz.dabyl.alerts.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookUrlTest {

    @ParameterizedTest
    @CsvSource({
        "https://example.org/hook, true, example.org, 443, /hook",
        "https://example.org, true, example.org, 443, /",
        "HTTPS://Example.ORG:8443/a/b?c=d%20e, true, example.org, 8443, /a/b?c=d%20e",
        "https://example.org./hook, true, example.org, 443, /hook",
        "https://xn--80ak6aa92e.com/hook, true, xn--80ak6aa92e.com, 443, /hook",
        "https://hooks.a-b.example.org/hook, true, hooks.a-b.example.org, 443, /hook",
    })
    void takesHttpsToANamedHost(String text, boolean ssl, String host, int port, String requestUri) {
        assertThat(WebhookUrl.parse(text, false)).isEqualTo(new WebhookUrl(ssl, host, port, requestUri));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "example.org/hook",
                "http://example.org/hook",
                "ftp://example.org/hook",
                "file:///etc/passwd",
                "https:/example.org",
                "https:///hook",
                "https://user@example.org/hook",
                "https://user:word@example.org/hook",
                "https://example.org/hook#part",
                "https://example.org:0/hook",
                "https://example.org:70000/hook",
                "https://example.org/a b",
                "https://example.org/қазақ",
                "https://қазақ.kz/hook",
                "https://8.8.8.8/hook",
                "https://127.0.0.1/hook",
                "https://127.1/hook",
                "https://2130706433/hook",
                "https://0177.0.0.1/hook",
                "https://0x7f000001/hook",
                "https://0x7f.1/hook",
                "https://8.8.8.8./hook",
                "https://example.1/hook",
                "https://[2606:4700::1111]/hook",
                "https://[::1]/hook",
                "https://exa%6dple.org/hook",
                "https://-example.org/hook",
                "https://example..org/hook"
            })
    void refusesEverythingElse(String text) {
        assertThatThrownBy(() -> WebhookUrl.parse(text, false)).isInstanceOf(RefusedException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "http://127.0.0.1:8080/hook, false, 127.0.0.1, 8080, /hook",
        "http://localhost/hook, false, localhost, 80, /hook",
        "http://[::1]:8080/hook, false, ::1, 8080, /hook",
        "https://10.1.2.3/hook, true, 10.1.2.3, 443, /hook",
    })
    void takesPlainHttpAndLiteralsWherePrivateReceiversAreAllowed(
            String text, boolean ssl, String host, int port, String requestUri) {
        assertThat(WebhookUrl.parse(text, true)).isEqualTo(new WebhookUrl(ssl, host, port, requestUri));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.1/hook",
                "http://2130706433/hook",
                "http://0177.0.0.1/hook",
                "http://127.0.0.01/hook",
                "http://0x7f000001/hook",
                "http://127.0.0.256/hook",
                "http://[fe80::1%25eth0]/hook",
                "http://user@127.0.0.1/hook",
                "ftp://127.0.0.1/hook"
            })
    void refusesAmbiguousSpellingsEvenThere(String text) {
        assertThatThrownBy(() -> WebhookUrl.parse(text, true)).isInstanceOf(RefusedException.class);
    }

    @Test
    void saysWhatWasExpected() {
        assertThatThrownBy(() -> WebhookUrl.parse("http://example.org/hook", false))
                .hasMessage("expected an https address");
    }
}
