package io.leadloop.console;

import io.leadloop.http.FilterOrder;
import io.leadloop.page.AbsentPages;
import io.leadloop.session.ConsoleConfig;
import io.quarkus.vertx.http.runtime.filters.Filters;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Where the console is off, none of its addresses exists. */
@ApplicationScoped
class ConsoleSwitch {
  private final ConsoleConfig config;
  private final AbsentPages absent;

  ConsoleSwitch(ConsoleConfig config, AbsentPages absent) {
    this.config = config;
    this.absent = absent;
  }

  void register(@Observes Filters filters) {
    if (!config.enabled()) {
      absent.hide(FilterOrder::isConsole, filters, FilterOrder.CONSOLE_SWITCH);
    }
  }
}
