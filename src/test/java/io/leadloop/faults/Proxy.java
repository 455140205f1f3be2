package io.leadloop.faults;

import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * A port on loopback that leads to another, over a network that can be made bad. With more than one
 * target it takes them in turn, and the next where one refuses, as a load balancer does.
 */
public final class Proxy implements AutoCloseable {
  private static final int CONNECT_MILLIS = 2_000;

  private final NetServer server;
  private final NetClient client;
  private final Supplier<List<Integer>> targets;
  private final AtomicInteger turn = new AtomicInteger();
  private final Set<Line> lines = ConcurrentHashMap.newKeySet();
  private volatile Weather weather = Weather.FAIR;
  private volatile long delayMillis = 1;

  private Proxy(Vertx vertx, Supplier<List<Integer>> targets) {
    this.targets = targets;
    this.client = vertx.createNetClient(new NetClientOptions().setConnectTimeout(CONNECT_MILLIS));
    this.server = vertx.createNetServer().connectHandler(this::accept);
  }

  /** A proxy on a free port, to ports that may change. */
  static Proxy to(Vertx vertx, Supplier<List<Integer>> targets) {
    Proxy proxy = new Proxy(vertx, targets);
    proxy.server.listen(0, "localhost").toCompletionStage().toCompletableFuture().join();
    return proxy;
  }

  int port() {
    return server.actualPort();
  }

  /** The same address through this proxy. */
  String inFrontOf(String address) {
    return address.replaceFirst(":\\d+/", ":" + port() + "/");
  }

  /** All is well again; what was held is passed on. */
  public void heal() {
    weather = Weather.FAIR;
    lines.forEach(Line::goOn);
  }

  /** Each piece of at most some KiB takes that long, one after the other. */
  void slow(long millis) {
    delayMillis = millis;
    weather = Weather.SLOW;
  }

  /** Every connection breaks, and so does each new one until it is healed. */
  public void cut() {
    weather = Weather.CUT;
    breakAll();
  }

  /** Nothing breaks and nothing arrives, as behind a firewall that forgot the connection. */
  void silence() {
    weather = Weather.SILENT;
  }

  /** Every connection breaks, and new ones are taken. */
  void breakAll() {
    lines.forEach(Line::end);
  }

  private void accept(NetSocket near) {
    near.pause();
    if (weather == Weather.CUT) {
      near.close();
      return;
    }
    List<Integer> ports = new ArrayList<>(targets.get());
    connect(near, ports, ports.isEmpty() ? 0 : turn.getAndIncrement() % ports.size(), 0);
  }

  private void connect(NetSocket near, List<Integer> ports, int first, int tried) {
    if (tried == ports.size()) {
      near.close();
      return;
    }
    client
        .connect(ports.get((first + tried) % ports.size()), "localhost")
        .onSuccess(far -> open(near, far))
        .onFailure(refused -> connect(near, ports, first, tried + 1));
  }

  private void open(NetSocket near, NetSocket far) {
    far.pause();
    Line there = new Line(near, far);
    Line back = new Line(far, near);
    near.closeHandler(closed -> close(there, back));
    far.closeHandler(closed -> close(there, back));
    there.begin();
    back.begin();
  }

  private void close(Line there, Line back) {
    lines.remove(there);
    lines.remove(back);
    there.from.close();
    back.from.close();
  }

  @Override
  public void close() {
    breakAll();
    server.close().toCompletionStage().toCompletableFuture().join();
    client.close();
  }

  private enum Weather {
    FAIR,
    SLOW,
    CUT,
    SILENT
  }

  /** One direction of a connection: a piece goes on before the next is read. */
  private final class Line {
    private final NetSocket from;
    private final NetSocket to;
    private final Context context = Vertx.currentContext();
    private Buffer held;

    Line(NetSocket from, NetSocket to) {
      this.from = from;
      this.to = to;
    }

    void begin() {
      lines.add(this);
      from.handler(this::take);
      from.exceptionHandler(broken -> from.close());
      from.resume();
    }

    void end() {
      context.runOnContext(now -> from.close());
    }

    void goOn() {
      context.runOnContext(
          now -> {
            if (held != null) {
              Buffer piece = held;
              held = null;
              take(piece);
            }
          });
    }

    private void take(Buffer piece) {
      from.pause();
      switch (weather) {
        case SILENT -> held = piece;
        case SLOW -> context.owner().setTimer(delayMillis, timer -> pass(piece));
        default -> pass(piece);
      }
    }

    private void pass(Buffer piece) {
      Future<Void> written = to.write(piece);
      written.onComplete(this::readOn);
    }

    private void readOn(AsyncResult<Void> written) {
      if (written.succeeded()) {
        from.resume();
      } else {
        from.close();
      }
    }
  }
}
