package kz.dabyl.model;

import java.util.List;

/** The fields of a ping in JSON, for those who go over it in one pass. */
final class PingFields {

    static final FieldNames NAMES = new FieldNames(List.of("target", "ok", "rtt_ms", "error", "kbps", "tls"));
    static final int TARGET = 0;
    static final int OK = 1;
    static final int RTT = 2;
    static final int ERROR = 3;
    static final int KBPS = 4;
    static final int TLS = 5;
    static final int REQUIRED = (1 << TARGET) | (1 << OK);

    static final FieldNames TLS_NAMES = new FieldNames(List.of("issuer", "spki_sha256"));
    static final int ISSUER = 0;
    static final int KEY = 1;

    private PingFields() {}
}
