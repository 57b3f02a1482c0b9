package kz.dabyl.collector.adapter.atlas;

import java.util.OptionalDouble;
import java.util.regex.Pattern;
import kz.dabyl.collector.adapter.Field;
import kz.dabyl.model.Ping;
import kz.dabyl.model.PingError;

/**
 * Results of type {@code http}: any status answers. The first firmware wrote one line of text, at first into the field
 * for its own address.
 */
final class HttpResult {

    /** Method, address, seconds, status, bytes. */
    private static final Pattern LINE = Pattern.compile("[A-Z]+[46]? \\S+ ([0-9]{1,6}\\.[0-9]{1,9}) [0-9]{3} .*");

    private static final String FAILED_LINE = "connect error";

    private HttpResult() {}

    static Ping read(Field result, String target) {
        var tries = result.at("result");
        if (tries.isAbsent() || tries.node().isTextual()) {
            return line(tries.isAbsent() ? result.at("src_addr") : tries, tries, target);
        }
        var pings = tries.elements().stream().map(one -> once(one, target)).toList();
        if (pings.isEmpty()) {
            throw tries.unusable("nothing was tried");
        }
        return AtlasPings.best(pings);
    }

    private static Ping once(Field one, String target) {
        if (!one.at("res").isAbsent()) {
            return AtlasPings.answered(target, one.at("rt").number(0, AtlasPings.MAX_RTT_MILLIS));
        }
        if (!one.at("dnserr").isAbsent()) {
            return Ping.failed(target, PingError.DNS);
        }
        if (!one.at("err").isAbsent()) {
            return Ping.failed(target, AtlasErrors.of(one.at("err"), PingError.HTTP));
        }
        throw one.bad("expected res, err or dnserr");
    }

    private static Ping line(Field text, Field where, String target) {
        var said = text.text().orElse("");
        var line = LINE.matcher(said);
        if (line.matches()) {
            var millis = 1000 * Double.parseDouble(line.group(1));
            if (millis <= AtlasPings.MAX_RTT_MILLIS) {
                return AtlasPings.answered(target, OptionalDouble.of(millis));
            }
        }
        if (said.startsWith(FAILED_LINE)) {
            return Ping.failed(target, AtlasErrors.of(text, PingError.UNREACHABLE));
        }
        throw where.missing();
    }
}
