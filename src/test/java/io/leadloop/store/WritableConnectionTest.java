package io.leadloop.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.impl.Connection;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Which failures end a connection, so that the pool opens another. */
class WritableConnectionTest {
  private static final PgException READ_ONLY = failure("25006");

  private final AtomicLong nanoTime = new AtomicLong();
  private final AtomicInteger closed = new AtomicInteger();

  @Test
  void connectionToAServerThatOnlyReadsIsClosed() {
    WritableConnection connection = failing(READ_ONLY);
    wait(Duration.ofSeconds(2));
    assertThat(connection.schedule(null, null).cause()).isSameAs(READ_ONLY);
    assertThat(closed).hasValue(1);
  }

  @Test
  void otherFailuresLeaveItOpen() {
    WritableConnection connection = failing(failure("23505"));
    wait(Duration.ofSeconds(2));
    connection.schedule(null, null);
    assertThat(closed).hasValue(0);
  }

  /** Where no server writes, every statement would open a connection. */
  @Test
  void aNewOneIsKeptForASecond() {
    WritableConnection connection = failing(READ_ONLY);
    connection.schedule(null, null);
    wait(Duration.ofMillis(999));
    connection.schedule(null, null);
    assertThat(closed).hasValue(0);
    wait(Duration.ofMillis(1));
    connection.schedule(null, null);
    assertThat(closed).hasValue(1);
  }

  private void wait(Duration time) {
    nanoTime.addAndGet(time.toNanos());
  }

  private WritableConnection failing(Throwable failure) {
    Connection server =
        (Connection)
            Proxy.newProxyInstance(
                Connection.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (proxy, method, arguments) ->
                    switch (method.getName()) {
                      case "schedule" -> Future.failedFuture(failure);
                      case "isValid" -> true;
                      case "close" -> {
                        closed.incrementAndGet();
                        yield null;
                      }
                      default -> null;
                    });
    return new WritableConnection(server, nanoTime::get);
  }

  private static PgException failure(String sqlState) {
    return new PgException("", "ERROR", sqlState, "");
  }
}
