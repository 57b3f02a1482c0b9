package kz.dabyl.runtime.http.fast;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.timeout.IdleStateHandler;
import io.netty.util.concurrent.Future;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A shorter way than all of HTTP for small plain requests: it stands before the decoder of a connection and answers what a
 * {@link SmallPosts} takes. The first request that is anything else, whose head is not there as a whole when it is looked at
 * or whose body does not follow at once, or that is left by its {@code SmallPosts} goes the usual way from its first byte, and so
 * does all that follows on that connection: nothing is refused here, and never do two rules tell where a request ends. One
 * request is under way at most; those behind it wait, also for a peer that does not read the answers that it was given.
 *
 * <p>Belongs to one connection and its event loop; answers may come from any thread.
 */
final class FastPath extends ChannelInboundHandlerAdapter {

    /** For the rest of a body. */
    private static final long PATIENCE_MILLIS = 1_000;

    /** From so much on nothing more is read until what is under way is answered. */
    private static final int MOST_AHEAD_BYTES = 16 * 1024;

    /** A buffer that is so many times larger than what is in it is not kept. */
    private static final int ROOMY = 4;

    private final FastPaths all;
    private final Map<String, SmallPosts.Session> sessions;
    private final Guest guest;
    private final @Nullable IdleStateHandler idle;
    private @Nullable ByteBuf held;

    /** Bytes of the request of which {@code held} is the beginning, if it is its rest that is waited for; else 0. */
    private int whole;

    private @Nullable Future<?> patience;
    private boolean underWay;
    private boolean serving;
    private boolean paused;

    /** @param all those of this event loop */
    FastPath(FastPaths all, Map<String, SmallPosts.Session> sessions, Guest guest, @Nullable IdleStateHandler idle) {
        this.all = all;
        this.sessions = sessions;
        this.guest = guest;
        this.idle = idle;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (!(message instanceof ByteBuf more)) {
            ctx.fireChannelRead(message);
        } else if (held == null) {
            serve(ctx, more);
        } else {
            var input = held.writeBytes(more);
            more.release();
            if (input.readableBytes() >= whole) {
                held = null;
                endWaiting();
                serve(ctx, input);
            }
        }
    }

    /** Those behind have read nothing. */
    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {}

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        loseWhatIsHeld();
        ctx.fireChannelInactive();
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        loseWhatIsHeld();
    }

    private void loseWhatIsHeld() {
        endWaiting();
        if (held != null) {
            held.release();
            held = null;
        }
    }

    /** Serves what is to be read of {@code input}, and releases it. */
    private void serve(ChannelHandlerContext ctx, ByteBuf input) {
        var taken = true;
        serving = true;
        try {
            while (taken && !waits() && !underWay && ctx.channel().isWritable() && input.isReadable()) {
                taken = switch (all.scanner().look(input)) {
                    case WHOLE -> take(ctx, input);
                    case BEGUN -> await(ctx);
                    case OTHER -> false;
                };
            }
        } catch (RuntimeException | Error e) {
            input.release();
            var unused = ctx.close();
            throw e;
        } finally {
            serving = false;
        }
        if (taken) {
            hold(ctx, input);
            waitForReader(ctx);
        } else {
            leave(ctx, input);
        }
    }

    private boolean take(ChannelHandlerContext ctx, ByteBuf input) {
        var scanner = all.scanner();
        var session = sessions.get(scanner.path());
        var length = scanner.length();
        begin();
        if (session != null && session.take(scanner.post(), answer -> tell(ctx, answer))) {
            input.skipBytes(length);
            return true;
        }
        end();
        return false;
    }

    /** Begins to wait for the rest of a request; false if there is no room for it. */
    private boolean await(ChannelHandlerContext ctx) {
        var length = all.scanner().length();
        if (!all.await(length)) {
            return false;
        }
        whole = length;
        guest.comes();
        patience = ctx.executor().schedule(() -> giveUp(ctx), PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        return true;
    }

    private boolean waits() {
        return whole > 0;
    }

    private void endWaiting() {
        if (waits()) {
            all.awaited(whole);
            whole = 0;
            Objects.requireNonNull(patience).cancel(false);
            patience = null;
        }
    }

    private void giveUp(ChannelHandlerContext ctx) {
        var input = held;
        if (waits() && input != null) {
            held = null;
            endWaiting();
            leave(ctx, input);
        }
    }

    private void begin() {
        underWay = true;
        guest.asks(true);
        if (idle != null) {
            idle.resetReadTimeout();
        }
    }

    private void end() {
        underWay = false;
        guest.asks(false);
    }

    /** Keeps what waits for an answer in memory of its own: what comes in has room for much more. */
    private void hold(ChannelHandlerContext ctx, ByteBuf input) {
        if (input.isReadable()) {
            held = Unpooled.buffer(Math.max(whole, input.readableBytes())).writeBytes(input);
            if (!waits() && held.readableBytes() >= MOST_AHEAD_BYTES) {
                pause(ctx);
            }
        }
        input.release();
    }

    private void leave(ChannelHandlerContext ctx, ByteBuf input) {
        resume(ctx);
        ctx.fireChannelRead(fitting(ctx, input));
        ctx.fireChannelReadComplete();
        ctx.pipeline().remove(this);
    }

    /** The decoder keeps what it is given until a head is whole, with all the room that it was read into. */
    private static ByteBuf fitting(ChannelHandlerContext ctx, ByteBuf input) {
        if (input.capacity() <= ROOMY * input.readableBytes()) {
            return input;
        }
        var copy = ctx.alloc().buffer(input.readableBytes()).writeBytes(input);
        input.release();
        return copy;
    }

    private void tell(ChannelHandlerContext ctx, SmallAnswer answer) {
        if (!ctx.executor().inEventLoop()) {
            ctx.executor().execute(() -> tell(ctx, answer));
            return;
        }
        end();
        // To a peer that is gone nothing can be told.
        var unused = ctx.writeAndFlush(all.encode(answer, ctx.alloc()));
        if (!serving) {
            goOn(ctx);
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        if (!serving && !underWay) {
            goOn(ctx);
        }
        ctx.fireChannelWritabilityChanged();
    }

    /** Serves those that waited for an answer, if its reader keeps up. */
    private void goOn(ChannelHandlerContext ctx) {
        waitForReader(ctx);
        if (!ctx.channel().isWritable()) {
            return;
        }
        resume(ctx);
        var input = held;
        if (!waits() && !underWay && input != null) {
            held = null;
            serve(ctx, input);
        }
    }

    /** Who does not read is not read from: answers would pile up without a bound. */
    private void waitForReader(ChannelHandlerContext ctx) {
        if (!ctx.channel().isWritable()) {
            pause(ctx);
        }
    }

    private void pause(ChannelHandlerContext ctx) {
        paused = true;
        ctx.channel().config().setAutoRead(false);
    }

    private void resume(ChannelHandlerContext ctx) {
        if (paused) {
            paused = false;
            ctx.channel().config().setAutoRead(true);
        }
    }
}
