package kz.dabyl.model.targets;

import java.util.Optional;

/** How far a probe goes with a target. Each goes as far as the one before it that it needs, and names what failed first. */
public enum Check {

    /** An echo where the system allows it, else as {@link #TCP}. */
    ICMP("icmp", 443),
    /** A name is resolved and a connection opened. */
    TCP("tcp", 443),
    /** A name is resolved. */
    DNS("dns", 53),
    /** As {@link #TCP}, and TLS is agreed on with a certificate that the system trusts. */
    TLS("tls", 443),
    /** As {@link #TCP}, and a page is asked for. */
    HTTP("http", 80),
    /** As {@link #TLS}, and a page is asked for. */
    HTTPS("https", 443);

    private final String word;
    private final int usualPort;

    Check(String word, int usualPort) {
        this.word = word;
        this.usualPort = usualPort;
    }

    /** The constant that JSON calls {@code word}. */
    public static Optional<Check> ofWord(String word) {
        for (var check : values()) {
            if (check.word.equals(word)) {
                return Optional.of(check);
            }
        }
        return Optional.empty();
    }

    public String word() {
        return word;
    }

    public int usualPort() {
        return usualPort;
    }

    public boolean speaksTls() {
        return this == TLS || this == HTTPS;
    }

    public boolean asksForAPage() {
        return this == HTTP || this == HTTPS;
    }
}
