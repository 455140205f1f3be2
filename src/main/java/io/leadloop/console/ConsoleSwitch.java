package io.leadloop.console;

import io.leadloop.http.FilterOrder;
import io.leadloop.page.Site;
import io.leadloop.session.ConsoleConfig;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.NotFoundException;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Where the console is off, its pages do not exist. */
@ApplicationScoped
class ConsoleSwitch {
  private final ConsoleConfig config;

  ConsoleSwitch(ConsoleConfig config) {
    this.config = config;
  }

  @Site
  @ServerRequestFilter(priority = FilterOrder.PAGE_SWITCH)
  void check(RoutingContext request) {
    if (!config.enabled() && !FilterOrder.isPortal(request)) {
      throw new NotFoundException();
    }
  }
}
