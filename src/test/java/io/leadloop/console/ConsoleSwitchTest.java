package io.leadloop.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leadloop.page.AbsentPages;
import io.leadloop.page.ServedFilters;
import io.leadloop.session.ConsoleConfig;
import io.quarkus.vertx.http.runtime.filters.Filters;
import jakarta.ws.rs.NotFoundException;
import java.lang.reflect.Proxy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the console is off, none of its addresses exists. */
class ConsoleSwitchTest {
  private final Filters filters = new Filters();
  private final AbsentPages absent = ServedFilters.absentPages();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/console",
        "/console/",
        "/console;x=1/leads",
        "/console/sign-in",
        "/portal/../console/leads?state=held",
        "/%63onsole/access/keys"
      })
  void aConsoleThatIsOffHidesWhatIsBelowIt(String target) {
    new ConsoleSwitch(config(false), absent).register(filters);
    try (ServedFilters served = ServedFilters.serve(filters)) {
      assertThat(served.status("GET", target)).isEqualTo(404);
      assertThat(served.status("POST", target)).isEqualTo(404);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/portal/leads", "/problems", "/consoles", "/v1/leads", "/"})
  void aConsoleThatIsOffHidesNothingElse(String target) {
    new ConsoleSwitch(config(false), absent).register(filters);
    try (ServedFilters served = ServedFilters.serve(filters)) {
      assertThat(served.status("GET", target)).isEqualTo(200);
    }
  }

  @Test
  void aConsoleThatIsOnHidesNothing() {
    new ConsoleSwitch(config(true), absent).register(filters);
    assertThat(filters.getFilters()).isEmpty();
  }

  @Test
  void theBareAddressLeadsToNoConsoleThatIsOff() {
    assertThatThrownBy(() -> new HomeResource(config(false), null).home())
        .isInstanceOf(NotFoundException.class);
  }

  /** A stub that answers whether the console is enabled. */
  private static ConsoleConfig config(boolean isEnabled) {
    return (ConsoleConfig)
        Proxy.newProxyInstance(
            ConsoleSwitchTest.class.getClassLoader(),
            new Class<?>[] {ConsoleConfig.class},
            (proxy, method, arguments) -> method.getName().equals("enabled") ? isEnabled : null);
  }
}
