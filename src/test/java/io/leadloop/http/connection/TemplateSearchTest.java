package io.leadloop.http.connection;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.testing.CapturedLog;
import io.leadloop.testing.GatewayTest;
import io.leadloop.testing.RawConnection;
import io.leadloop.vault.ApiKey;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.quarkus.vertx.http.runtime.security.SecurityHandlerPriorities;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

@GatewayTest
class TemplateSearchTest {
  @Inject Watch watch;

  @ConfigProperty(name = "leadloop.public-url")
  URI gateway;

  /** Quarkus REST sets a handler of its own, in place of the default one, when it has searched. */
  @Test
  void noRequestSearchesForItsTemplateBeforeAResourceIsMatched() {
    given().get("/v1/me").then().statusCode(401);

    assertThat(watch.handler.get()).isEmpty();
  }

  /**
   * Regression: the failure was handled once more after the response, which failed and was logged.
   */
  @Test
  void failedAuthenticationIsHandledOnce() {
    String key = ApiKey.generate(ApiKey.Owner.ADMINISTRATOR).reveal();
    try (CapturedLog log = CapturedLog.start();
        RawConnection connection = new RawConnection(gateway)) {
      // What follows a response is done before the connection's next request.
      for (int i = 0; i < 2; i++) {
        connection.head("GET /admin/v1/keys", "Authorization: Bearer " + key);
        assertThat(connection.readUntil("}")).startsWith("HTTP/1.1 401");
      }
      assertThat(log.lines()).noneMatch(line -> line.contains("/admin/v1/keys failed"));
    }
  }

  /** Sees what the filters after authentication left. */
  @Singleton
  static class Watch {
    private final AtomicReference<Optional<?>> handler = new AtomicReference<>();

    void register(@Observes Filters filters) {
      filters.register(
          request -> {
            handler.set(Optional.ofNullable(request.get(QuarkusHttpUser.AUTH_FAILURE_HANDLER)));
            request.next();
          },
          SecurityHandlerPriorities.AUTHORIZATION);
    }
  }
}
