package io.leadloop.http.connection;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.WriteBufferWaterMark;
import io.vertx.core.impl.transports.JDKTransport;
import io.vertx.core.net.NetServerOptions;

/**
 * Java's own sockets with the {@link ConnectionGuard} on each accepted connection from its first
 * byte on; Vert.x has no hook before a connection's first request.
 */
final class GuardedTransport extends JDKTransport {
  /**
   * Limits the system's buffers of unread data per connection, which are megabytes by default. A
   * paused connection notices a disconnect only after reading everything that the client had sent.
   */
  private static final int SOCKET_BUFFER = 256 * 1024;

  /** Beyond this a client's next request waits until it has read the previous responses. */
  private static final WriteBufferWaterMark UNREAD_RESPONSES =
      new WriteBufferWaterMark(4 * 1024, 16 * 1024);

  @Override
  public void configure(NetServerOptions options, boolean domainSocket, ServerBootstrap bootstrap) {
    super.configure(options, domainSocket, bootstrap);
    bootstrap.option(ChannelOption.SO_RCVBUF, SOCKET_BUFFER);
    bootstrap.childOption(ChannelOption.SO_SNDBUF, SOCKET_BUFFER);
    bootstrap.childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, UNREAD_RESPONSES);
    bootstrap.handler(new Acceptor());
  }

  /** On the listening socket: sees each connection before it is served. */
  @ChannelHandler.Sharable
  private static final class Acceptor extends ChannelInboundHandlerAdapter {
    @Override
    public void channelRead(ChannelHandlerContext context, Object accepted) {
      ((Channel) accepted).pipeline().addLast(ConnectionGuard.INSTANCE);
      context.fireChannelRead(accepted);
    }
  }
}
