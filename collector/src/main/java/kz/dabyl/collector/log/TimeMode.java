package kz.dabyl.collector.log;

/** Where the log's time comes from. */
public enum TimeMode {

    /** From this process's clock: the collector ticks each second. */
    WALL,

    /** From recordings alone, which {@code POST /v1/recordings} feeds: the collector writes no ticks of its own. */
    LOG
}
