package kz.dabyl.probe.measure;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a server answered to a plain GET on a connection that is open already: the JDK's client would open its own, and
 * then times and certificates would be those of another connection. A redirect is an answer and is not followed.
 *
 * @param status HTTP status, 0 if what came is no HTTP
 * @param kbps throughput of the body in kbit/s, NaN where too little came to tell or nobody asked
 */
record Page(int status, double kbps) {

    /** A fifth of a second at a megabit: of less one would time the server rather than the line. */
    private static final int FEWEST_BYTES = 24 * 1024;

    private static final int MOST_BYTES = 256 * 1024;
    private static final int LONGEST_LINE = 512;
    private static final int LONGEST_HEAD = 32 * 1024;
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] ([1-5][0-9]{2})(?: .*)?");

    /** Whether the site answered as a site does. */
    boolean good() {
        return status >= 200 && status < 400;
    }

    /** @param download how long bytes are counted, null to look at no more than the first line */
    static Page get(Socket socket, String host, String path, @Nullable Duration download) throws IOException {
        var request = "GET " + path + " HTTP/1.1\r\nHost: " + host
                + "\r\nUser-Agent: Mozilla/5.0\r\nAccept: */*\r\nAccept-Encoding: identity\r\nConnection: close\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(US_ASCII));
        socket.getOutputStream().flush();
        var in = new BufferedInputStream(socket.getInputStream());
        var line = STATUS.matcher(line(in));
        if (!line.matches()) {
            return new Page(0, Double.NaN);
        }
        var status = Integer.parseInt(line.group(1));
        if (download == null) {
            return new Page(status, Double.NaN);
        }
        var left = LONGEST_HEAD;
        for (var header = line(in); !header.isEmpty() && left > 0; header = line(in)) {
            left -= header.length();
        }
        return new Page(status, kbps(in, download));
    }

    /** Bytes until the body ends, enough came, or the time is over; a body that stalls was slow. */
    private static double kbps(InputStream in, Duration download) throws IOException {
        var buffer = new byte[8 * 1024];
        var begun = System.nanoTime();
        var bytes = 0;
        try {
            while (bytes < MOST_BYTES && System.nanoTime() - begun < download.toNanos()) {
                var read = in.read(buffer);
                if (read < 0) {
                    break;
                }
                bytes += read;
            }
        } catch (SocketTimeoutException e) {
            // What came until then took all that time.
        }
        var millis = (System.nanoTime() - begun) / 1e6;
        return bytes < FEWEST_BYTES && millis < download.toMillis()
                ? Double.NaN
                : Math.rint(bytes * 8 / Math.max(millis, 1));
    }

    /** Up to the line's end; an answer that is no HTTP may have none, nor anything that is shown. */
    private static String line(InputStream in) throws IOException {
        var line = new StringBuilder();
        var left = LONGEST_LINE;
        for (var letter = in.read(); letter >= 0 && letter != '\n' && left > 0; letter = in.read()) {
            if (letter != '\r') {
                line.append((char) letter);
            }
            left--;
        }
        return line.toString();
    }
}
