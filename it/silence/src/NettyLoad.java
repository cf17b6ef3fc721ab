import io.netty.bootstrap.*;
import io.netty.buffer.*;
import io.netty.channel.*;
import io.netty.channel.nio.*;
import io.netty.channel.socket.*;
import io.netty.channel.socket.nio.*;
import io.netty.handler.codec.*;
import io.netty.handler.codec.string.*;
import java.util.concurrent.*;

public final class NettyLoad {
    public static void main(String[] x) throws Exception {
        EventLoopGroup a = new NioEventLoopGroup(1), b = new NioEventLoopGroup(2);
        Channel s = new ServerBootstrap()
                .group(a, b)
                .channel(NioServerSocketChannel.class)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    protected void initChannel(SocketChannel c) {
                        c.pipeline()
                                .addLast(
                                        new LineBasedFrameDecoder(1000),
                                        new StringDecoder(),
                                        new StringEncoder(),
                                        new SimpleChannelInboundHandler<String>() {
                                            int n;

                                            protected void channelRead0(ChannelHandlerContext h, String m) {
                                                n++;
                                                h.writeAndFlush(m + "\n");
                                            }
                                        });
                    }
                })
                .bind("127.0.0.1", 0)
                .sync()
                .channel();
        int port = ((java.net.InetSocketAddress) s.localAddress()).getPort();
        Load.inParallel(3, k -> {
            for (int r = 0; r < 4; r++) {
                BlockingQueue<String> q = new LinkedBlockingQueue<>();
                Channel c = new Bootstrap()
                        .group(b)
                        .channel(NioSocketChannel.class)
                        .handler(new ChannelInitializer<SocketChannel>() {
                            protected void initChannel(SocketChannel ch) {
                                ch.pipeline()
                                        .addLast(
                                                new LineBasedFrameDecoder(1000),
                                                new StringDecoder(),
                                                new StringEncoder(),
                                                new SimpleChannelInboundHandler<String>() {
                                                    protected void channelRead0(ChannelHandlerContext h, String m) {
                                                        q.add(m);
                                                    }
                                                });
                            }
                        })
                        .connect("127.0.0.1", port)
                        .sync()
                        .channel();
                for (int i = 0; i < 80; i++) {
                    c.writeAndFlush("hello " + i + "\n");
                    if (!("hello " + i).equals(q.poll(20, TimeUnit.SECONDS))) throw new IllegalStateException();
                }
                c.close().sync();
                ByteBuf bb = PooledByteBufAllocator.DEFAULT.directBuffer(100 + r * 5000);
                bb.writeInt(3);
                b.submit(() -> {
                            bb.release();
                        })
                        .sync();
            }
        });
        s.close().sync();
        a.shutdownGracefully(0, 1, TimeUnit.SECONDS).sync();
        b.shutdownGracefully(0, 1, TimeUnit.SECONDS).sync();
        System.out.println("ok");
    }
}
