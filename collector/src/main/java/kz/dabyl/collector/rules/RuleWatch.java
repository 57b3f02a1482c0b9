package kz.dabyl.collector.rules;

import java.util.Optional;
import kz.dabyl.model.rules.RuleKind;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file of thresholds or rallies, looked at again and again. Only what two looks in a row find alike is taken or told of: a
 * file that is half written may well make sense. What is broken is told of once and changes nothing.
 *
 * <p>Thread-safe. Looking blocks.
 */
final class RuleWatch {

    private static final Logger LOG = LoggerFactory.getLogger(RuleWatch.class);

    private final RuleKind kind;
    private final RuleFile file;

    /** Marks of what was found last, and of what was taken or told of last; of a file that cannot be read why it cannot. */
    private String found;

    private String settled;
    private Optional<RuleReading> pending = Optional.empty();
    private volatile boolean broken;
    private boolean failing;

    /** @param read what was read before, which is no news */
    RuleWatch(RuleKind kind, RuleFile file, RuleReading read) {
        this.kind = kind;
        this.file = file;
        found = read.mark();
        settled = read.mark();
    }

    RuleKind kind() {
        return kind;
    }

    /** The file's name, without its folders. */
    String name() {
        return file.name();
    }

    /** Whether what is in the file cannot be taken; answers at once, also while a mount does not that the file lies on. */
    boolean isBroken() {
        return broken;
    }

    /** What the file says, where that is news: again and again until it is {@link #settle settled}. */
    synchronized Optional<RuleReading> look() {
        byte[] bytes;
        try {
            bytes = file.bytes();
        } catch (UnusableRulesException e) {
            var fault = String.valueOf(e.getMessage());
            if (isNews(fault)) {
                tell(fault, fault);
            }
            return Optional.empty();
        }
        return isNews(RuleReading.mark(bytes)) ? read(bytes) : Optional.empty();
    }

    private Optional<RuleReading> read(byte[] bytes) {
        var mark = RuleReading.mark(bytes);
        if (pending.filter(reading -> reading.mark().equals(mark)).isEmpty()) {
            pending = Optional.empty();
            try {
                // Who means the defaults can say so, and a full disk says nothing.
                if (bytes.length == 0) {
                    throw new UnusableRulesException(file.path() + ": is empty");
                }
                pending = Optional.of(file.parser().parse(bytes));
            } catch (UnusableRulesException e) {
                tell(mark, String.valueOf(e.getMessage()));
            } catch (RuntimeException e) {
                LOG.debug("{} cannot be parsed", file.path(), e);
                tell(mark, file.path() + ": cannot be parsed: " + e);
            }
        }
        return pending;
    }

    /** It was taken. */
    synchronized void settle(RuleReading reading) {
        settled = reading.mark();
        broken = false;
        failing = false;
        pending = Optional.empty();
    }

    /** It could not be taken, and will be found again. */
    synchronized void fail(Throwable cause) {
        if (!failing) {
            LOG.warn("what {} says cannot be kept yet, it is tried every second: {}", file.path(), cause.toString());
        }
        failing = true;
    }

    private boolean isNews(String now) {
        var twice = now.equals(found);
        found = now;
        return twice && !now.equals(settled);
    }

    private void tell(String mark, String fault) {
        LOG.warn("{}; the {} before hold on. Mend the file: it is looked at every second", fault, kind.word());
        settled = mark;
        broken = true;
    }
}
