package kz.dabyl.model;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The fields of reports that mostly say what they said in the report before: each keeps its value until it is scanned again.
 * On the wire they stand together, which is written anew only when one of them was. The rules are those of
 * {@link ReportReader}. Not thread-safe.
 */
final class ConstantFields {

    private static final int PLACE_BITS = 12;
    private static final int FEW_BITS = 8;
    private static final byte[] NONE = {};

    private static final int ALL = (1 << ReportFields.INTERVAL)
            | (1 << ReportFields.PLACE)
            | (1 << ReportFields.NETWORK)
            | (1 << ReportFields.ACCESS)
            | (1 << ReportFields.BOOT)
            | (1 << ReportFields.SOFTWARE)
            | (1 << ReportFields.POWER);

    private final Dictionary<byte[]> places = wire(PLACE_BITS, Places::canonical);
    private final Dictionary<byte[]> networks = wire(FEW_BITS, matching(ReportReader::isNetwork));
    private final Dictionary<Access> accesses = new Dictionary<>(FEW_BITS, FieldReader.MAX_WORD, Access::ofWord);
    private final Dictionary<Power> powers = new Dictionary<>(FEW_BITS, FieldReader.MAX_WORD, Power::ofWord);

    private int interval = Report.NO_PROMISE;
    private byte[] place = NONE;
    private byte[] network = NONE;
    private byte access;
    private final Letters boot = new Letters();
    private final Letters software = new Letters();
    private @Nullable Power power;

    private final WireOutput written = new WireOutput();
    /** The fields that stand in {@link #written}, 0 if it is out of date. */
    private int writtenFields;

    private static Function<String, Optional<String>> matching(Predicate<String> good) {
        return text -> Optional.of(text).filter(good);
    }

    private static Dictionary<byte[]> wire(int slotBits, Function<String, Optional<String>> canonical) {
        return new Dictionary<>(
                slotBits, FieldReader.MAX_WORD, text -> canonical.apply(text).map(ReportTranscriber::wire));
    }

    /** Scans the value of {@code field} at which {@code cursor} stands. */
    void scan(int field, Cursor cursor, byte[] input) {
        writtenFields = 0;
        switch (field) {
            case ReportFields.INTERVAL ->
                interval =
                        cursor.skipNull() ? Report.NO_PROMISE : (int) cursor.integer(ReportReader.MAX_INTERVAL_SECONDS);
            case ReportFields.PLACE -> place = orNone(cursor.word(places));
            case ReportFields.NETWORK -> network = orNone(cursor.word(networks));
            case ReportFields.ACCESS -> {
                var word = cursor.word(accesses);
                access = word == null ? 0 : word.wireCode();
            }
            case ReportFields.BOOT -> scanText(cursor, input, ReportReader.MAX_BOOT, boot);
            case ReportFields.SOFTWARE -> {
                scanText(cursor, input, ReportReader.MAX_SOFTWARE, software);
                mustBeSoftware(cursor, input);
            }
            case ReportFields.POWER -> power = cursor.wordOrNull(powers);
            default -> cursor.giveUp();
        }
    }

    private static byte[] orNone(byte @Nullable [] text) {
        return text == null ? NONE : text;
    }

    private static void scanText(Cursor cursor, byte[] input, int maxLength, Letters target) {
        target.clear();
        if (!cursor.skipNull()) {
            cursor.text(1, maxLength);
            if (!cursor.gaveUp()) {
                target.copy(input, cursor.textFrom(), cursor.textTo());
            }
        }
    }

    /** See {@link ReportReader#isSoftware}. */
    private void mustBeSoftware(Cursor cursor, byte[] input) {
        if (cursor.gaveUp() || software.length() == 0) {
            return;
        }
        for (var i = cursor.textFrom() + 1; i < cursor.textTo() - 1; i++) {
            if (input[i] == '/') {
                return;
            }
        }
        cursor.giveUp();
    }

    /** The promise of a report that has the fields {@code seen}. */
    int interval(int seen) {
        return has(seen, ReportFields.INTERVAL) ? interval : Report.NO_PROMISE;
    }

    /** Writes the values of a report that has the fields {@code seen}, all that it must have among them. */
    void write(int seen, WireOutput out) {
        if ((seen & ALL) != writtenFields) {
            writtenFields = seen & ALL;
            writeAnew(seen);
        }
        out.raw(written);
    }

    private void writeAnew(int seen) {
        var hasBoot = has(seen, ReportFields.BOOT) && boot.length() > 0;
        var hasSoftware = has(seen, ReportFields.SOFTWARE) && software.length() > 0;
        var fed = has(seen, ReportFields.POWER) ? power : null;
        written.truncate(0);
        written.varint(interval(seen) + 1);
        written.raw(place, 0, place.length);
        written.raw(network, 0, network.length);
        written.u8(access);
        written.u8((hasBoot ? LogCodec.HAS_BOOT : 0)
                | (hasSoftware ? LogCodec.HAS_SOFTWARE : 0)
                | (fed == null ? 0 : LogCodec.HAS_POWER));
        if (hasBoot) {
            boot.writeTextTo(written);
        }
        if (hasSoftware) {
            software.writeTextTo(written);
        }
        if (fed != null) {
            written.u8(fed.wireCode());
        }
    }

    private static boolean has(int seen, int field) {
        return (seen & (1 << field)) != 0;
    }
}
