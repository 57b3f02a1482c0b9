package kz.dabyl.alerts.channels;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import kz.dabyl.alerts.channels.Outcome.Verdict;
import kz.dabyl.alerts.fakes.SomeSaying;
import kz.dabyl.alerts.subscriptions.Address;
import kz.dabyl.alerts.subscriptions.Secret;

/** {@code JAZZER_FUZZ=1 mvn test -Dtest=AnswerFuzzTest} explores; otherwise the saved inputs run. */
class AnswerFuzzTest {

    private static final Instant NOW = Instant.parse("2021-04-24T07:00:30Z");
    private static final int[] STATUSES = {200, 201, 204, 301, 400, 401, 403, 404, 410, 429, 500, 503};

    private static final Address.Telegram CHAT = new Address.Telegram(
            "https://api.telegram.org", Secret.Open.of("1:secret-of-a-bot"), "-4518810793", OptionalLong.of(7));

    private final List<Rendering<?>> channels = List.of(
            new WebhookRendering(),
            new TelegramRendering(),
            new SlackRendering(),
            new MatrixRendering(),
            new NtfyRendering(),
            new AlertmanagerRendering(Duration.ofMinutes(1)));

    /** The first byte says the status, the rest is the body. */
    @FuzzTest(maxDuration = "60s")
    void anyAnswerHasAnOutcomeThatSaysNothingOfWhatWasAnswered(byte[] bytes) {
        var status = STATUSES[bytes.length == 0 ? 0 : Byte.toUnsignedInt(bytes[0]) % STATUSES.length];
        var body = bytes.length == 0 ? "" : new String(bytes, 1, bytes.length - 1, UTF_8);
        var other = new Answer.Came(status, Optional.empty(), "");

        TelegramRendering.elsewhere(CHAT, new Answer.Came(status, Optional.empty(), body))
                .ifPresent(to -> assertThat(new TelegramRendering()
                                .request(to, SomeSaying.of("a", "b"))
                                .url())
                        .startsWith("https://api.telegram.org/bot1:"));
        for (var channel : channels) {
            var outcome = channel.judge(new Answer.Came(status, Optional.empty(), body), NOW);

            assertThat(outcome.status()).isEqualTo(OptionalInt.of(status));
            assertThat(outcome.delivered()).isEqualTo(outcome.error().isEmpty());
            assertThat(outcome.retryAfter())
                    .isEqualTo(outcome.retryAfter()
                            .filter(wait -> !wait.isNegative() && wait.compareTo(Duration.ofDays(7)) <= 0));
            if (outcome.delivered()) {
                assertThat(status).isBetween(200, 299);
            } else if (outcome.verdict() == Verdict.FAILED) {
                // Its words are of a few kinds, whatever was answered.
                assertThat(outcome.error().length())
                        .isLessThan(200 + channel.judge(other, NOW).error().length());
            }
        }
    }
}
