package io.leadloop.console;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leadloop.session.ConsoleConfig;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.NotFoundException;
import java.lang.reflect.Proxy;
import org.junit.jupiter.api.Test;

/** Where the console is off, its pages do not exist. */
class ConsoleSwitchTest {
  @Test
  void aConsoleThatIsOffHidesItsPagesAndTheWayToThem() {
    ConsoleSwitch off = new ConsoleSwitch(config(false));

    assertThatThrownBy(() -> off.check(request("/console/leads")))
        .isInstanceOf(NotFoundException.class);
    assertThatCode(() -> off.check(request("/portal/leads"))).doesNotThrowAnyException();
    assertThatThrownBy(() -> new HomeResource(config(false), null).home())
        .isInstanceOf(NotFoundException.class);
  }

  @Test
  void aConsoleThatIsOnHidesNothing() {
    assertThatCode(() -> new ConsoleSwitch(config(true)).check(request("/console")))
        .doesNotThrowAnyException();
  }

  private static RoutingContext request(String path) {
    return stub(RoutingContext.class, "normalizedPath", path);
  }

  private static ConsoleConfig config(boolean enabled) {
    return stub(ConsoleConfig.class, "enabled", enabled);
  }

  /** A stub whose named method returns the answer; each other method returns null. */
  private static <T> T stub(Class<T> type, String name, Object answer) {
    return type.cast(
        Proxy.newProxyInstance(
            ConsoleSwitchTest.class.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> method.getName().equals(name) ? answer : null));
  }
}
