package io.leadloop.portal;

import io.leadloop.http.FilterOrder;
import io.leadloop.page.AbsentPages;
import io.leadloop.portal.session.PortalConfig;
import io.quarkus.vertx.http.runtime.filters.Filters;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Where the portal is off, none of its addresses exists. */
@ApplicationScoped
class PortalSwitch {
  private final PortalConfig config;
  private final AbsentPages absent;

  PortalSwitch(PortalConfig config, AbsentPages absent) {
    this.config = config;
    this.absent = absent;
  }

  void register(@Observes Filters filters) {
    if (!config.enabled()) {
      absent.hide(FilterOrder::isPortal, filters, FilterOrder.PORTAL_SWITCH);
    }
  }
}
