package kz.dabyl.detector.stream;

import java.util.ArrayList;
import java.util.List;
import kz.dabyl.model.Decoded;
import kz.dabyl.model.Rally;
import kz.dabyl.model.Thresholds;
import kz.dabyl.model.Wire;
import kz.dabyl.model.WireInput;
import kz.dabyl.model.WireOutput;
import org.jspecify.annotations.Nullable;

/**
 * What the second fold judges by. Stored with its state: a stretch of the log that is folded again must be judged by
 * what was in force when it was folded first.
 */
record Rules(Thresholds thresholds, List<Rally> rallies) {

    private static final int VERSION = 1;

    Rules {
        rallies = List.copyOf(rallies);
    }

    byte[] encode() {
        var out = new WireOutput();
        out.u8(VERSION);
        out.f64(thresholds.falseAlarmsPerMonth());
        out.varint(thresholds.minProbes());
        strings(out, thresholds.home());
        out.varint(thresholds.confirmAfterSeconds());
        out.varint(thresholds.closeAfterSeconds());
        out.f64(thresholds.rallyPrior());
        out.f64(thresholds.throttlingRttFactor());
        out.f64(thresholds.throttlingKbpsFactor());
        out.varint(thresholds.version());
        out.varint(rallies.size());
        rallies.forEach(rally -> write(out, rally));
        return out.toByteArray();
    }

    /** @throws IllegalStateException if the bytes are damaged or of a later version */
    static Rules decode(byte[] bytes) {
        var decoded = Wire.decode(bytes, VERSION, in -> new Rules(thresholds(in), rallies(in)));
        if (decoded instanceof Decoded.Ok<Rules> ok) {
            return ok.value();
        }
        throw new IllegalStateException("stored rules cannot be read: " + decoded);
    }

    private static Thresholds thresholds(WireInput in) {
        return new Thresholds(
                in.f64(),
                in.varint32(),
                strings(in),
                in.varint32(),
                in.varint32(),
                in.f64(),
                in.f64(),
                in.f64(),
                in.varint32());
    }

    private static List<Rally> rallies(WireInput in) {
        var rallies = new ArrayList<Rally>();
        for (var left = in.count(); left > 0; left--) {
            rallies.add(new Rally(in.string(), in.string(), in.i64(), in.i64(), strings(in), circle(in)));
        }
        return rallies;
    }

    private static void write(WireOutput out, Rally rally) {
        out.string(rally.id());
        out.string(rally.title());
        out.i64(rally.from());
        out.i64(rally.until());
        strings(out, rally.places());
        var circle = rally.circle();
        out.u8(circle == null ? 0 : 1);
        if (circle != null) {
            out.f64(circle.latitude());
            out.f64(circle.longitude());
            out.f64(circle.radiusMetres());
        }
    }

    private static Rally.@Nullable Circle circle(WireInput in) {
        return in.u8() == 0 ? null : new Rally.Circle(in.f64(), in.f64(), in.f64());
    }

    private static void strings(WireOutput out, List<String> texts) {
        out.varint(texts.size());
        texts.forEach(out::string);
    }

    private static List<String> strings(WireInput in) {
        var texts = new ArrayList<String>();
        for (var left = in.count(); left > 0; left--) {
            texts.add(in.string());
        }
        return texts;
    }
}
