package kz.dabyl.collector.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.compression.Snappy;
import java.io.IOException;
import java.nio.ByteBuffer;

/** {@code JAZZER_FUZZ=1 mvn test -Dtest=SnappyBlockFuzzTest} explores; otherwise the saved inputs run. */
class SnappyBlockFuzzTest {

    private static final int LIMIT = 4096;

    @FuzzTest(maxDuration = "60s")
    void anyBytesBecomeNoMoreThanTheLimitOrAreRefused(byte[] bytes) throws IOException {
        try {
            var plain = SnappyBlock.inflate(bytes, LIMIT);

            plain.ifPresent(held -> assertThat(held).hasSizeLessThanOrEqualTo(LIMIT));
            assertThat(SnappyBlock.inflate(bytes, LIMIT - 1).map(ByteBuffer::wrap))
                    .isEqualTo(plain.filter(held -> held.length < LIMIT).map(ByteBuffer::wrap));
        } catch (IOException e) {
            // No block: refused.
        }
        assertThat(SnappyBlock.inflate(block(bytes), bytes.length).map(ByteBuffer::wrap))
                .contains(ByteBuffer.wrap(bytes));
    }

    private static byte[] block(byte[] plain) {
        var compressed = Unpooled.buffer();
        new Snappy().encode(Unpooled.wrappedBuffer(plain), compressed, plain.length);
        return ByteBufUtil.getBytes(compressed);
    }
}
