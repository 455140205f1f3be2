package io.leadloop.http.connection;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.testing.GatewayTest;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.quarkus.vertx.http.runtime.security.SecurityHandlerPriorities;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

@GatewayTest
class TemplateSearchTest {
  @Inject Watch watch;

  /** Quarkus REST sets a handler of its own when it has searched. */
  @Test
  void noRequestSearchesForItsTemplateBeforeAResourceIsMatched() {
    given().get("/v1/me").then().statusCode(401);

    assertThat(watch.handler.get()).isNotNull();
    assertThat(watch.handler.get().getClass().getName())
        .startsWith(TemplateSearchSkip.class.getName());
  }

  /** Sees what the filters after authentication left. */
  @Singleton
  static class Watch {
    private final AtomicReference<Object> handler = new AtomicReference<>();

    void register(@Observes Filters filters) {
      filters.register(
          request -> {
            handler.set(request.get(QuarkusHttpUser.AUTH_FAILURE_HANDLER));
            request.next();
          },
          SecurityHandlerPriorities.AUTHORIZATION);
    }
  }
}
