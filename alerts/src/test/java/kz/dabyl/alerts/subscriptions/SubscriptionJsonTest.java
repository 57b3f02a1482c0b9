package kz.dabyl.alerts.subscriptions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.OptionalLong;
import kz.dabyl.alerts.subscriptions.Subscription.SealedSecret;
import kz.dabyl.alerts.subscriptions.Subscription.Standing;
import kz.dabyl.alerts.subscriptions.Subscription.State;
import kz.dabyl.model.InvalidInputException;
import org.junit.jupiter.api.Test;

class SubscriptionJsonTest {

    private static final String TERMS = """
            {"channel":"webhook","url":"https://example.org/hook","format":"standard","events":["opened","closed"],
             "filter":{"areas":["Almaty"],"kinds":["shutdown"],"networks":["401-01","AS9198"],"certainty":"confirmed","min_confidence":0.9},
             "quiet_hours":{"from":"23:00","until":"07:30","zone":"Asia/Almaty"},"language":"ru","heartbeat_s":60}
            """;

    private final Subscription subscription = new Subscription(
            "sub_1",
            ((TermsReader.Result.Ok) TermsReader.read(TERMS, false)).terms(),
            42,
            1_600_000_000_000L,
            List.of(
                    new SealedSecret("c2VhbGVk", OptionalLong.empty()),
                    new SealedSecret("b2xk", OptionalLong.of(1_600_000_100_000L))),
            new Standing(State.DISABLED, "a message could not be delivered", 1_600_000_200_000L));

    @Test
    void readsWhatItStored() {
        assertThat(SubscriptionJson.parse(SubscriptionJson.stored(subscription)))
                .isEqualTo(subscription);
    }

    @Test
    void showsOperatorsTheTermsAndTheStandingButNoSecret() {
        assertThat(SubscriptionJson.shown(subscription).toString())
                .isEqualTo("{\"id\":\"sub_1\",\"channel\":\"webhook\",\"url\":\"https://example.org/hook\","
                        + "\"format\":\"standard\",\"events\":[\"opened\",\"closed\"],\"filter\":{\"areas\":[\"Almaty\"],\"kinds\":[\"shutdown\"],"
                        + "\"networks\":[\"401-01\",\"AS9198\"],\"certainty\":\"confirmed\",\"min_confidence\":0.9},"
                        + "\"quiet_hours\":{\"from\":\"23:00\",\"until\":\"07:30\",\"zone\":\"Asia/Almaty\"},"
                        + "\"language\":\"ru\",\"signature\":\"v1\",\"heartbeat_s\":60,\"fallback\":null,"
                        + "\"created\":\"2020-09-13T12:26:40.000Z\",\"state\":\"disabled\","
                        + "\"state_reason\":\"a message could not be delivered\","
                        + "\"state_since\":\"2020-09-13T12:30:00.000Z\"}");
    }

    @Test
    void refusesWhatIsNoSubscription() {
        assertThatThrownBy(() -> SubscriptionJson.parse("{\"id\":\"sub_1\"}"))
                .isInstanceOf(InvalidInputException.class);
    }

    @Test
    void signsWithTheOldSecretTooWhileItLasts() {
        assertThat(subscription.sealedSecrets(1_600_000_099_999L)).containsExactly("c2VhbGVk", "b2xk");
        assertThat(subscription.sealedSecrets(1_600_000_100_000L)).containsExactly("c2VhbGVk");
    }

    @Test
    void aNewSecretPutsAnEndToThePresentOne() {
        var rotated = subscription.rotated("bmV3", 1_600_000_100_001L, 1_600_000_500_000L);

        assertThat(rotated.secrets())
                .containsExactly(
                        new SealedSecret("bmV3", OptionalLong.empty()),
                        new SealedSecret("c2VhbGVk", OptionalLong.of(1_600_000_500_000L)));
    }
}
