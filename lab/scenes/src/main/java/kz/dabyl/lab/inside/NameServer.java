package kz.dabyl.lab.inside;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.handler.codec.dns.DatagramDnsQuery;
import io.netty.handler.codec.dns.DatagramDnsQueryDecoder;
import io.netty.handler.codec.dns.DatagramDnsResponse;
import io.netty.handler.codec.dns.DatagramDnsResponseEncoder;
import io.netty.handler.codec.dns.DefaultDnsRawRecord;
import io.netty.handler.codec.dns.DnsQuestion;
import io.netty.handler.codec.dns.DnsRecordType;
import io.netty.handler.codec.dns.DnsResponseCode;
import io.netty.handler.codec.dns.DnsSection;
import io.netty.util.NetUtil;
import java.net.InetSocketAddress;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Answers what addresses names have, over UDP, and lies where it was told to. Thread-safe. */
final class NameServer {

    private static final int PORT = 53;

    private final String address;
    private final Map<String, String> names;
    private final Map<String, String> lies = new ConcurrentHashMap<>();

    NameServer(String address, Map<String, String> names) {
        this.address = address;
        this.names = Map.copyOf(names);
    }

    void start(EventLoopGroup group) throws InterruptedException {
        new Bootstrap()
                .group(group)
                .channel(NioDatagramChannel.class)
                .handler(new ChannelInitializer<DatagramChannel>() {
                    @Override
                    protected void initChannel(DatagramChannel channel) {
                        channel.pipeline()
                                .addLast(new DatagramDnsQueryDecoder())
                                .addLast(new DatagramDnsResponseEncoder())
                                .addLast(new Answers());
                    }
                })
                .bind(new InetSocketAddress(address, PORT))
                .sync();
    }

    /** From now on says that {@code name} has this address. */
    void lie(String name, String as) {
        lies.put(name, as);
    }

    void tellTheTruth() {
        lies.clear();
    }

    private Optional<String> answer(DnsQuestion question) {
        var name = question.name().toLowerCase(Locale.ROOT).replaceFirst("\\.$", "");
        return Optional.ofNullable(lies.getOrDefault(name, names.get(name)));
    }

    private final class Answers extends SimpleChannelInboundHandler<DatagramDnsQuery> {

        private static final int NO_TIME_TO_LIVE = 0;

        @Override
        protected void channelRead0(ChannelHandlerContext context, DatagramDnsQuery query) {
            var response = new DatagramDnsResponse(
                    /* sender= */ query.recipient(), /* recipient= */ query.sender(), query.id());
            var question = query.<DnsQuestion>recordAt(DnsSection.QUESTION);
            response.addRecord(DnsSection.QUESTION, question);
            var answer = answer(question);
            if (answer.isEmpty()) {
                response.setCode(DnsResponseCode.NXDOMAIN);
            } else if (question.type().equals(DnsRecordType.A)) {
                var bytes = NetUtil.createByteArrayFromIpAddressString(answer.get());
                response.addRecord(
                        DnsSection.ANSWER,
                        new DefaultDnsRawRecord(
                                question.name(), DnsRecordType.A, NO_TIME_TO_LIVE, Unpooled.wrappedBuffer(bytes)));
            }
            // Whoever asked asks again if it does not arrive.
            var unused = context.writeAndFlush(response);
        }
    }
}
