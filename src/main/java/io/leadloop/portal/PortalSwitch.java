package io.leadloop.portal;

import io.leadloop.http.FilterOrder;
import io.leadloop.page.Site;
import io.leadloop.portal.session.PortalConfig;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.NotFoundException;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Where the portal is off, its pages do not exist. */
@ApplicationScoped
class PortalSwitch {
  private final PortalConfig config;

  PortalSwitch(PortalConfig config) {
    this.config = config;
  }

  @Site
  @ServerRequestFilter(priority = FilterOrder.PORTAL_SWITCH)
  void check(RoutingContext request) {
    if (!config.enabled() && FilterOrder.isPortal(request)) {
      throw new NotFoundException();
    }
  }
}
