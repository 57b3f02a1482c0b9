package kz.dabyl.collector.adapter.ooni;

/** Where on its way somebody stood between a probe and a page. */
enum Stage {
    NONE,
    DNS,
    TCP,
    TLS,
    HTTP
}
