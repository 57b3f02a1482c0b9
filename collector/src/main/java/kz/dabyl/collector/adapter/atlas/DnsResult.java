package kz.dabyl.collector.adapter.atlas;

import java.util.Base64;
import kz.dabyl.collector.adapter.Field;
import kz.dabyl.model.Ping;
import kz.dabyl.model.PingError;

/**
 * Results of type {@code dns}: any response answers, whatever it says, but one: SERVFAIL means that the resolver could not
 * find out. Of several resolvers one that answers suffices, as it does for those who use them.
 */
final class DnsResult {

    private static final int SERVFAIL = 2;
    /** Base64 of the six bytes of which the fourth ends in the response code. */
    private static final int START = 8;

    private DnsResult() {}

    static Ping read(Field result, String target) {
        var resolvers = result.at("resultset");
        if (resolvers.isAbsent()) {
            return reply(result, target);
        }
        var replies = resolvers.elements().stream()
                .map(resolver -> reply(resolver, target))
                .toList();
        if (replies.isEmpty()) {
            throw resolvers.unusable("nobody was asked");
        }
        return AtlasPings.best(replies);
    }

    private static Ping reply(Field asked, String target) {
        var response = asked.at("result");
        if (!response.isAbsent()) {
            var rtt = response.at("rt").number(0, AtlasPings.MAX_RTT_MILLIS);
            return responseCode(response.at("abuf").text().orElse("")) == SERVFAIL
                    ? Ping.failed(target, PingError.DNS)
                    : AtlasPings.answered(target, rtt);
        }
        if (asked.at("error").isAbsent()) {
            throw response.missing();
        }
        return Ping.failed(target, AtlasErrors.of(asked.at("error"), PingError.UNREACHABLE));
    }

    /** Of a DNS message in Base64; 0 where it is not all there. */
    private static int responseCode(String message) {
        if (message.length() < START) {
            return 0;
        }
        try {
            return Base64.getDecoder().decode(message.substring(0, START))[3] & 0xF;
        } catch (IllegalArgumentException e) {
            return 0;
        }
    }
}
