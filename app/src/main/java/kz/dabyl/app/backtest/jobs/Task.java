package kz.dabyl.app.backtest.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import kz.dabyl.app.backtest.Progress;

/** What a job does, once. Whoever will not run it, or has run it, closes it. */
interface Task extends AutoCloseable {

    /**
     * Blocks until it is done.
     *
     * @return the report
     * @throws kz.dabyl.model.InvalidInputException if what it was given makes no sense
     */
    JsonNode run(Progress progress) throws IOException;

    /** Gives back what it holds. Does nothing the second time. */
    @Override
    void close();
}
