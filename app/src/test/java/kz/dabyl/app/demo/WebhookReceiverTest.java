package kz.dabyl.app.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WebhookReceiverTest {

    /** The example of the Standard Webhooks specification. */
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    private static final String SIGNATURE = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
    private static final String BODY = "{\"test\": 2432232314}";

    private final List<WebhookReceiver.Message> heard = new ArrayList<>();
    private final WebhookReceiver receiver;

    WebhookReceiverTest() throws IOException {
        receiver = WebhookReceiver.open(heard::add);
    }

    @AfterEach
    void closes() {
        receiver.close();
    }

    @Test
    void takesAMessageThatIsRightlySignedOnce() throws Exception {
        receiver.trust(SECRET);

        var first = post(SIGNATURE);
        var again = post("v1,AAAA " + SIGNATURE);

        assertThat(List.of(first, again)).containsExactly(204, 204);
        assertThat(heard).hasSize(1);
    }

    @Test
    void takesNothingThatIsWronglySigned() throws Exception {
        receiver.trust(SECRET);

        assertThat(post("v1,AAAA")).isEqualTo(401);
        assertThat(post("")).isEqualTo(401);
        assertThat(heard).isEmpty();
    }

    @Test
    void takesNothingBeforeItKnowsASecret() throws Exception {
        assertThat(post(SIGNATURE)).isEqualTo(401);
        assertThat(heard).isEmpty();
    }

    private int post(String signature) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(receiver.address())
                .header("webhook-id", "msg_p5jXN8AQM9LWM0D4loKWxJek")
                .header("webhook-timestamp", "1614265330")
                .header("webhook-signature", signature)
                .POST(HttpRequest.BodyPublishers.ofString(BODY, UTF_8))
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }
}
