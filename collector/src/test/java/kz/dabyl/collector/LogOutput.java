package kz.dabyl.collector;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Property;

/** All that is logged at INFO or above while it is open, by whomever. */
public final class LogOutput extends AbstractAppender implements AutoCloseable {

    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Level before;

    private LogOutput(Level before) {
        super("captured", null, null, true, Property.EMPTY_ARRAY);
        this.before = before;
    }

    public static LogOutput capture() {
        var context = (LoggerContext) LogManager.getContext(false);
        var root = context.getConfiguration().getRootLogger();
        var output = new LogOutput(root.getLevel());
        output.start();
        root.addAppender(output, Level.INFO, null);
        root.setLevel(Level.INFO);
        context.updateLoggers();
        return output;
    }

    @Override
    public void append(LogEvent event) {
        var thrown = event.getThrown();
        lines.add(event.getMessage().getFormattedMessage() + (thrown == null ? "" : thrown.toString()));
    }

    public String text() {
        return String.join("\n", lines);
    }

    @Override
    public void close() {
        var context = (LoggerContext) LogManager.getContext(false);
        var root = context.getConfiguration().getRootLogger();
        root.removeAppender("captured");
        root.setLevel(before);
        context.updateLoggers();
        stop();
    }
}
