package kz.dabyl.collector.reports;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;
import kz.dabyl.collector.admission.Admission;
import kz.dabyl.collector.http.BodyFormat;
import kz.dabyl.collector.http.Refusal;
import kz.dabyl.collector.log.Outcome;
import kz.dabyl.collector.trust.Principal;
import kz.dabyl.runtime.access.Credentials;
import kz.dabyl.runtime.http.fast.SmallAnswer;
import kz.dabyl.runtime.http.fast.SmallPost;
import kz.dabyl.runtime.http.fast.SmallPosts;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /v1/reports} as nearly all of them come: small, by somebody who is let in, with nothing wrong. Everything else is
 * left to {@link ReportRoute}, whose word it is then; what is taken is answered as it would be there. Belongs to one event
 * loop.
 */
public final class SmallReports implements SmallPosts {

    private static final int LARGEST_PLAIN_BYTES = 64 * 1024;

    private static final byte[] JSON = "application/json".getBytes(US_ASCII);
    private static final byte[] NDJSON = "application/x-ndjson".getBytes(US_ASCII);
    private static final byte[] GZIP = "gzip".getBytes(US_ASCII);

    private final ReportRoute.Services services;
    private final Intake intake;
    private final BatchReader reader = new BatchReader();

    public SmallReports(ReportRoute.Services services, Intake intake) {
        this.services = services;
        this.intake = intake;
    }

    @Override
    public Session open() {
        return new Connection();
    }

    /**
     * One connection, and whose credential was verified on it last: mostly all requests bear the same. That it was not
     * revoked is asked for each.
     */
    private final class Connection implements Session {

        private byte[] credential = {};
        private @Nullable Principal owner;

        @Override
        public boolean take(SmallPost request, Consumer<SmallAnswer> answer) {
            var begun = System.nanoTime();
            var sender = sender(request);
            var format = format(request);
            if (sender.isEmpty() || format.isEmpty()) {
                return false;
            }
            var claim = services.admission().claimAtOnce(sender.get());
            var read = read(request, format.get(), claim);
            if (read.isEmpty()) {
                claim.release();
                return false;
            }
            var batch = read.get();
            intake.store(sender.get(), batch.reports(), begun).onComplete(stored -> {
                claim.release();
                var said = stored.succeeded() ? accepted(stored.result(), batch) : Refusal.answer(stored.cause());
                services.meters().answered(said.status());
                answer.accept(said);
            });
            return true;
        }

        private Optional<Principal> sender(SmallPost request) {
            if (request.authorization().isEmpty()) {
                return Optional.empty();
            }
            var text = request.authorization().get();
            if (owner == null || !text.is(credential)) {
                owner = Credentials.bearer(text.toString())
                        .flatMap(services.gate()::owner)
                        .orElse(null);
                credential = text.copy();
            }
            return Optional.ofNullable(owner).filter(services.gate()::letsIn);
        }
    }

    private static Optional<BodyFormat> format(SmallPost request) {
        var type = request.contentType();
        var encoding = request.contentEncoding();
        var gzip = encoding.isPresent();
        if (type.isEmpty() || (gzip && !encoding.get().is(GZIP))) {
            return Optional.empty();
        }
        if (type.get().is(JSON)) {
            return Optional.of(new BodyFormat(false, gzip));
        }
        return type.get().is(NDJSON) ? Optional.of(new BodyFormat(true, gzip)) : Optional.empty();
    }

    /** Empty if all of it should be looked at once more, from the beginning. */
    private Optional<Batch> read(SmallPost request, BodyFormat format, Admission.Claim claim) {
        if (!claim.grow(request.bodyBytes())) {
            return Optional.empty();
        }
        byte[] plain;
        int length;
        if (format.gzip()) {
            var inflated = inflate(request, claim);
            if (inflated.isEmpty()) {
                return Optional.empty();
            }
            length = inflated.get().length;
            plain = reader.room(length);
            System.arraycopy(inflated.get(), 0, plain, 0, length);
        } else {
            length = request.bodyBytes();
            plain = reader.room(length);
            request.copyBody(plain);
        }
        return reader.atOnce(format.lines(), plain, length)
                .filter(batch -> batch.rejected() == 0 && !batch.reports().isEmpty());
    }

    private static Optional<byte[]> inflate(SmallPost request, Admission.Claim claim) {
        var body = new byte[request.bodyBytes()];
        request.copyBody(body);
        try {
            return Gunzip.inflate(body, LARGEST_PLAIN_BYTES, claim::grow);
        } catch (IOException | Refusal e) {
            return Optional.empty();
        }
    }

    private SmallAnswer accepted(Outcome.Stored stored, Batch batch) {
        services.meters().duplicates(batch.repeats());
        return new SmallAnswer(
                202,
                ReportRoute.FIELDS,
                ReportRoute.all(stored.reports().size(), stored.duplicates() + batch.repeats()));
    }
}
