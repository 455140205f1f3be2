package io.leadloop.page;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.leadloop.http.ProblemWriter;
import io.leadloop.testing.RawConnection;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.net.URI;

/** A server with some of the gateway's filters; whatever they let pass is answered with 200. */
public final class ServedFilters implements AutoCloseable {
  private final Vertx vertx = Vertx.vertx();
  private final URI address;

  private ServedFilters(Filters filters) {
    Router router = Router.router(vertx);
    filters.getFilters().forEach(filter -> router.route().handler(filter.getHandler()));
    router.route().handler(request -> request.response().end());
    HttpServer server =
        vertx
            .createHttpServer()
            .requestHandler(router)
            .listen(0)
            .toCompletionStage()
            .toCompletableFuture()
            .join();
    address = URI.create("http://localhost:" + server.actualPort());
  }

  public static ServedFilters serve(Filters filters) {
    return new ServedFilters(filters);
  }

  public static AbsentPages absentPages() {
    return new AbsentPages(new ProblemWriter(new ObjectMapper()));
  }

  /** The status of the answer to a request without a body. */
  public int status(String method, String target) {
    try (RawConnection connection = new RawConnection(address)) {
      connection.head(method + " " + target);
      return Integer.parseInt(connection.readUntil("\r\n").split(" ")[1]);
    }
  }

  @Override
  public void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
