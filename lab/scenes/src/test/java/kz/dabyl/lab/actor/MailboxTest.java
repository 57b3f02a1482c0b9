package kz.dabyl.lab.actor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.standardwebhooks.Webhook;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import kz.dabyl.lab.actor.Desk.Delivery;
import org.junit.jupiter.api.Test;

class MailboxTest {

    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final String ANOTHER = "whsec_AfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final String OPENED = "{\"type\":\"incident.opened\",\"data\":{\"id\":\"i-1\"}}";
    private static final String CLOSED = "{\"type\":\"incident.closed\",\"data\":{\"id\":\"i-1\"}}";

    private final List<Delivery> told = new ArrayList<>();
    private final Mailbox mailbox = new Mailbox(told::add);

    @Test
    void takesWhatIsSignedInItsOrder() throws Exception {
        mailbox.trust(SECRET);

        mailbox.take(line("msg_1", OPENED, SECRET));
        mailbox.take(line("msg_2", CLOSED, SECRET));

        assertThat(mailbox.deliveries())
                .isEqualTo(told)
                .extracting(Delivery::type)
                .containsExactly("incident.opened", "incident.closed");
        assertThat(mailbox.faults()).isEmpty();
    }

    @Test
    void takesNothingThatIsSignedByAnotherOrByNobody() throws Exception {
        mailbox.trust(SECRET);

        mailbox.take(line("msg_1", OPENED, ANOTHER));
        mailbox.take(new ObjectMapper().createObjectNode().put("hook", OPENED));

        assertThat(mailbox.deliveries()).isEmpty();
        assertThat(mailbox.faults()).hasSize(2).allMatch(fault -> fault.contains("cannot be believed"));
    }

    /** Delivery is at least once. */
    @Test
    void takesWhatComesTwiceOnce() throws Exception {
        mailbox.trust(SECRET);

        mailbox.take(line("msg_1", OPENED, SECRET));
        mailbox.take(line("msg_1", OPENED, SECRET));

        assertThat(mailbox.deliveries()).hasSize(1);
        assertThat(mailbox.faults()).isEmpty();
    }

    @Test
    void findsFaultWithAMessageThatComesAgainAndSaysSomethingElse() throws Exception {
        mailbox.trust(SECRET);

        mailbox.take(line("msg_1", OPENED, SECRET));
        mailbox.take(line("msg_1", CLOSED, SECRET));

        assertThat(mailbox.deliveries()).hasSize(1);
        assertThat(mailbox.faults()).containsExactly("webhook msg_1 came again and said something else");
    }

    @Test
    void keepsWhatCameBeforeItsSecretWasKnown() throws Exception {
        mailbox.take(line("msg_1", OPENED, SECRET));
        assertThat(mailbox.deliveries()).isEmpty();

        mailbox.trust(SECRET);

        assertThat(mailbox.deliveries()).hasSize(1);
    }

    private static JsonNode line(String id, String body, String secret) throws Exception {
        var now = Instant.now().getEpochSecond();
        return new ObjectMapper()
                .createObjectNode()
                .put("hook", body)
                .put("webhook-id", id)
                .put("webhook-timestamp", Long.toString(now))
                .put("webhook-signature", new Webhook(secret).sign(id, now, body));
    }
}
