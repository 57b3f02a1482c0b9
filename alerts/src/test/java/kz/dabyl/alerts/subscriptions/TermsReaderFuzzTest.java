package kz.dabyl.alerts.subscriptions;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;
import kz.dabyl.alerts.webhook.WebhookKeys;
import kz.dabyl.alerts.webhook.WebhookUrl;

/** {@code JAZZER_FUZZ=1 mvn test -Dtest=TermsReaderFuzzTest} explores; otherwise the saved inputs run. */
class TermsReaderFuzzTest {

    private static final WebhookKeys KEYS = new WebhookKeys(new byte[WebhookKeys.MIN_BYTES]);

    @FuzzTest(maxDuration = "60s")
    void anyTextIsASubscriptionThatCanBeKeptOrIsRefused(byte[] bytes) {
        var text = new String(bytes, UTF_8);

        for (var allowPrivate : List.of(true, false)) {
            var result = TermsReader.read(text, allowPrivate);

            if (result instanceof TermsReader.Result.Ok ok) {
                ok.terms()
                        .address()
                        .target()
                        .ifPresent(target -> assertThat(WebhookUrl.parse(target.url(), allowPrivate))
                                .isNotNull());
                var sealed = ok.terms().with(ok.terms().address().with(secret -> secret.sealed(KEYS, "s-1")));
                assertThat(throughTheLog(sealed)).isEqualTo(sealed);
            } else if (result instanceof TermsReader.Result.Bad bad) {
                assertThat(bad.faults()).isNotEmpty().hasSizeLessThan(1000).allSatisfy(fault -> {
                    assertThat(fault.pointer()).matches("(/[a-z_]+){0,2}(/[0-9]+)?");
                    assertThat(fault.detail()).isNotBlank().hasSizeLessThan(500);
                });
            }
        }
    }

    private static Terms throughTheLog(Terms terms) {
        var subscription = new Subscription(
                "s-1", terms, 0, 0, List.of(), new Subscription.Standing(Subscription.State.ACTIVE, "", 0));
        var bytes = SubscriptionJson.stored(subscription).getBytes(UTF_8);
        return SubscriptionJson.parse(new String(bytes, UTF_8)).terms();
    }
}
