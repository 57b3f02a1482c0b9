package kz.dabyl.app.command;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Standard output of the process. Unlike {@link System#out} its failures are seen, and say what failed. */
public final class ResultStream extends FilterOutputStream {

    private ResultStream(OutputStream out) {
        super(out);
    }

    public static OutputStream open() {
        return new ResultStream(new FileOutputStream(FileDescriptor.out));
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        try {
            out.write(bytes, offset, length);
        } catch (IOException e) {
            throw new IOException("standard output cannot be written: " + e.getMessage(), e);
        }
    }
}
