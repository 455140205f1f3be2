package io.leadloop.http.connection;

import io.leadloop.http.body.AnswerCharge;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;

/**
 * Installs the limits of one client between a connection's decoder and Vert.x before the first byte
 * is decoded: {@link HeadDeadline}, {@link OneRequestAtATime}, {@link InvalidRequestRefusal},
 * {@link IdleExemption} and {@link AnswerCharge}. Connections other than HTTP/1.1 are unchanged.
 *
 * <p>With TLS it moves behind the decryption: a client may send its first request together with the
 * end of the handshake.
 */
@ChannelHandler.Sharable
final class ConnectionGuard extends ChannelInboundHandlerAdapter {
  static final ConnectionGuard INSTANCE = new ConnectionGuard();

  /** As Vert.x names them. */
  private static final String DECODER = "httpDecoder";

  private static final String VERTX = "handler";

  private static final String TLS = "ssl";

  private static final String BEHIND_TLS = "guard-behind-tls";

  private ConnectionGuard() {}

  @Override
  public void channelRead(ChannelHandlerContext context, Object bytes) {
    ChannelPipeline pipeline = context.pipeline();
    // With TLS both are added after the handshake.
    if (pipeline.get(DECODER) != null && pipeline.get(VERTX) != null) {
      guard(pipeline);
      pipeline.remove(this);
    } else if (pipeline.get(TLS) != null && pipeline.get(BEHIND_TLS) == null) {
      pipeline.remove(this);
      pipeline.addAfter(TLS, BEHIND_TLS, this);
    }
    context.fireChannelRead(bytes);
  }

  private static void guard(ChannelPipeline pipeline) {
    pipeline.addBefore(VERTX, "head-deadline", new HeadDeadline());
    pipeline.addBefore(VERTX, "one-request-at-a-time", new OneRequestAtATime());
    pipeline.addBefore(VERTX, "invalid-request-refusal", new InvalidRequestRefusal());
    pipeline.addBefore(VERTX, "idle-exemption", new IdleExemption());
    pipeline.addBefore(VERTX, "answer-charge", new AnswerCharge());
  }
}
