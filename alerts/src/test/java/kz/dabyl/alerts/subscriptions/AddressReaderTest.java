package kz.dabyl.alerts.subscriptions;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import kz.dabyl.alerts.subscriptions.Subscription.Standing;
import kz.dabyl.alerts.subscriptions.Subscription.State;
import kz.dabyl.alerts.subscriptions.TermsReader.Fault;
import kz.dabyl.alerts.subscriptions.TermsReader.Result;
import kz.dabyl.alerts.webhook.WebhookKeys;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressReaderTest {

    private static final String TOKEN = "123456789:AAbbccddeeffgghhiijj";
    private static final WebhookKeys KEYS = new WebhookKeys("a key file of thirty-two bytes..".getBytes(UTF_8));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "telegram | \"token\":\"123456789:AAbbccddeeffgghhiijj\",\"chat_id\":-100123 |"
                        + " \"base_url\":\"https://api.telegram.org\",\"token\":\"…iijj\",\"chat_id\":\"-100123\"",
                "telegram | \"token\":\"123456789:AAbbccddeeffgghhiijj\",\"chat_id\":\"@news\",\"message_thread_id\":3,"
                        + "\"base_url\":\"https://tg.example.org/bot-api/\" |"
                        + " \"base_url\":\"https://tg.example.org/bot-api\",\"token\":\"…iijj\",\"chat_id\":\"@news\","
                        + "\"message_thread_id\":3",
                "slack | \"url\":\"https://hooks.slack.com/services/T0/B0/abcdef\" |"
                        + " \"url\":\"https://hooks.slack.com/…cdef\"",
                "matrix | \"base_url\":\"https://m.example.org\",\"room\":\"!a:example.org\",\"token\":\"short\" |"
                        + " \"base_url\":\"https://m.example.org\",\"token\":\"set\",\"room\":\"!a:example.org\"",
                "ntfy | \"topic\":\"alerts\" | \"base_url\":\"https://ntfy.sh\",\"topic\":\"alerts\"",
                "email | \"to\":\"duty@example.org\" | \"to\":\"…@example.org\"",
                "sms | \"url\":\"https://sms.example.org/s?to={to}&t={text}\",\"method\":\"GET\",\"to\":[\"+77011234567\"] |"
                        + " \"url\":\"https://sms.example.org/…ext}\",\"method\":\"GET\",\"headers\":{},\"to\":[\"…4567\"]",
                "alertmanager | \"base_url\":\"https://am.example.org\" | \"base_url\":\"https://am.example.org\""
            })
    void showsAnAddressWithoutItsSecretsAndReadsWhatItStored(String channel, String fields, String shown) {
        var subscription = subscription("{\"channel\":\"" + channel + "\"," + fields + "}");

        assertThat(SubscriptionJson.shown(subscription).toString())
                .startsWith("{\"id\":\"sub_1\",\"channel\":\"" + channel + "\"," + shown + ",\"events\":");
        assertThat(SubscriptionJson.parse(SubscriptionJson.stored(subscription)))
                .isEqualTo(subscription);
        assertThat(SubscriptionJson.stored(subscription))
                .doesNotContain(TOKEN, "abcdef", "duty@", "1234567", "t={text}");
    }

    @ParameterizedTest(name = "{0}: {1} in {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "telegram | /token | \"chat_id\":1",
                "telegram | /token | \"token\":\"12:a/../b\",\"chat_id\":1",
                "telegram | /chat_id | \"token\":\"123456789:AAbbccddeeffgghhiijj\"",
                "telegram | /chat_id | \"token\":\"123456789:AAbbccddeeffgghhiijj\",\"chat_id\":\"news\"",
                "telegram | /chat_id | \"token\":\"123456789:AAbbccddeeffgghhiijj\",\"chat_id\":\"99999999999999999999\"",
                "telegram | /chat_id | \"token\":\"123456789:AAbbccddeeffgghhiijj\",\"chat_id\":-9223372036854775809",
                "telegram | /base_url | \"token\":\"123456789:AAbbccddeeffgghhiijj\",\"chat_id\":1,\"base_url\":\"http://t\"",
                "telegram | /message_thread_id | \"token\":\"123456789:AAbbccddeeffgghhiijj\",\"chat_id\":1,"
                        + "\"message_thread_id\":0",
                "slack | /url | \"url\":\"https://127.0.0.1/x\"",
                "slack | /url | \"url\":{\"sealed\":\"x\",\"hint\":\"y\"}",
                "matrix | /base_url | \"room\":\"!a:b\",\"token\":\"t\"",
                "matrix | /room | \"base_url\":\"https://m.example.org\",\"room\":\"#alias:example.org\",\"token\":\"t\"",
                "ntfy | /topic | \"topic\":\"a/b\"",
                "ntfy | /token | \"topic\":\"a\",\"token\":\"a\\nb\"",
                "email | /to | \"to\":\"a@b\\r\\nBcc: c@d\"",
                "email | /to | \"to\":\"Duty <duty@example.org>\"",
                "sms | /to | \"url\":\"https://s.example.org/{to}/{text}\"",
                "sms | /to/0 | \"url\":\"https://s.example.org/{to}/{text}\",\"to\":[\"87011234567\"]",
                "sms | /url | \"url\":\"https://s.example.org/{to}\",\"to\":[\"+77011234567\"]",
                "sms | /url | \"url\":\"https://{to}.example.org/{text}\",\"to\":[\"+77011234567\"]",
                "sms | /body | \"url\":\"https://s.example.org/{to}/{text}\",\"method\":\"GET\",\"body\":\"b\",\"to\":[\"+77011234567\"]",
                "sms | /method | \"url\":\"https://s.example.org/{to}/{text}\",\"method\":\"DELETE\",\"to\":[\"+77011234567\"]",
                "sms | /headers | \"url\":\"https://s.example.org/{to}/{text}\",\"headers\":{\"Host\":\"x\"},\"to\":[\"+77011234567\"]",
                "sms | /headers | \"url\":\"https://s.example.org/{to}/{text}\",\"headers\":{\"x\":\"a\\r\\nb\"},\"to\":[\"+77011234567\"]",
                "alertmanager | /base_url | \"base_url\":\"https://am.example.org/?x=1\""
            })
    void namesTheBadValue(String channel, String pointer, String fields) {
        assertThat(faults("{\"channel\":\"" + channel + "\"," + fields + "}"))
                .extracting(Fault::pointer)
                .containsExactly(pointer);
    }

    @Test
    void readsAStoredChatOfMoreBitsThanAreTakenNow() {
        var stored = SubscriptionJson.stored(
                subscription("{\"channel\":\"telegram\",\"token\":\"" + TOKEN + "\",\"chat_id\":\"12345\"}"));

        var read = SubscriptionJson.parse(stored.replace("\"12345\"", "\"99999999999999999999\""));

        assertThat(read.terms().address())
                .isInstanceOfSatisfying(
                        Address.Telegram.class,
                        telegram -> assertThat(telegram.chat()).isEqualTo("99999999999999999999"));
    }

    @Test
    void doesNotTellABadSecretAgain() {
        var faults = faults("{\"channel\":\"telegram\",\"token\":\"s3cr3t but wrong\",\"chat_id\":1}");

        assertThat(faults.toString()).doesNotContain("s3cr3t");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"channel\":\"telegram\"}", "{\"channel\":\"sms\"}", "{\"channel\":\"email\"}"})
    void anAddressIsRequired(String text) {
        assertThat(faults(text))
                .isNotEmpty()
                .allSatisfy(fault -> assertThat(fault.detail()).isNotBlank());
    }

    private static Subscription subscription(String text) {
        var terms = ((Result.Ok) TermsReader.read(text, false)).terms();
        var sealed = terms.with(terms.address().with(secret -> secret.sealed(KEYS, "sub_1")));
        return new Subscription("sub_1", sealed, 0, 0, List.of(), new Standing(State.ACTIVE, "", 0));
    }

    private static List<Fault> faults(String text) {
        return TermsReader.read(text, false) instanceof Result.Bad bad ? bad.faults() : List.of();
    }
}
