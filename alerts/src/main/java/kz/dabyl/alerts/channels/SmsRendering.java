package kz.dabyl.alerts.channels;

import io.vertx.core.http.HttpMethod;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Map;
import java.util.Set;
import kz.dabyl.alerts.faults.Fault;
import kz.dabyl.alerts.subscriptions.Address;
import kz.dabyl.alerts.subscriptions.SmsTemplate;

/** Text messages by a gateway's template, one request for each number. Pure. */
final class SmsRendering {

    /** Six parts of what is not written in the Latin alphabet. */
    static final int MOST_CHARACTERS = 6 * 67;

    static final int GONE = 410;

    /** What is said to us, to a proxy or of the moment, and to every number alike: who we are, our money, our haste. */
    private static final Set<Integer> OF_A_NUMBER = Set.of(400, 422);

    private static final String CONTENT_TYPE = "content-type";

    private SmsRendering() {}

    /** The request for the number at {@code index}, with an id of its own. */
    static Request request(Address.Sms address, Saying saying, int index) {
        var brief = Letter.clean(saying.notice().brief()).replace('\n', ' ').strip();
        var values = Map.of(
                "to",
                address.to().get(index).text(),
                "text",
                new Letter(brief, "").within(MOST_CHARACTERS).headline(),
                "id",
                saying.id() + "-" + (index + 1));
        var headers = new ArrayList<Map.Entry<String, String>>();
        address.headers().forEach((name, value) -> headers.add(Map.entry(name, value.text())));
        var type = address.headers().containsKey(CONTENT_TYPE)
                ? address.headers().get(CONTENT_TYPE).text()
                : "application/json";
        if (address.body().isPresent() && !address.headers().containsKey(CONTENT_TYPE)) {
            headers.add(Map.entry(CONTENT_TYPE, type));
        }
        if (!address.headers().containsKey("user-agent")) {
            headers.add(Map.entry("user-agent", HttpTransport.USER_AGENT));
        }
        var body = address.body().flatMap(template -> SmsTemplate.body(template.text(), type, values));
        return new Request(
                HttpMethod.valueOf(address.method()),
                SmsTemplate.url(address.url().text(), values),
                headers,
                body.orElse(""),
                address.expect().isEmpty() ? 0 : Request.ANSWER_BYTES);
    }

    static Outcome judge(Address.Sms address, Answer.Came answer, Instant now) {
        if (answer.status() == GONE) {
            return Outcome.gone(GONE, Fault.GATEWAY_GONE);
        }
        var outcome = Outcome.of(answer, now);
        return outcome.delivered() && !answer.body().contains(address.expect())
                ? new Outcome(Outcome.Verdict.FAILED, outcome.status(), Fault.UNEXPECTED.text(), outcome.retryAfter())
                : outcome;
    }

    /** Whether the gateway may mean this number alone: whoever wrote STOP, or has a landline. */
    static boolean refusesNumber(Outcome outcome) {
        var status = outcome.status().orElse(0);
        return !outcome.delivered() && outcome.asked().isEmpty() && OF_A_NUMBER.contains(status);
    }
}
