package io.leadloop.admin;

import io.leadloop.access.key.AdministratorDirectory;
import io.leadloop.http.FilterOrder;
import io.leadloop.provider.ProviderDirectory;
import io.leadloop.provider.ProviderForms;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.Set;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/**
 * Makes an administrator's change of keys, grants and forms, by API or console, effective before it
 * is answered. Other replicas notice it within {@code leadloop.directory.noticed-within}.
 */
@ApplicationScoped
class DirectoryRefresh {
  private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");
  private static final String API = "/admin/";

  private final ProviderDirectory providers;
  private final ProviderForms forms;
  private final AdministratorDirectory administrators;

  DirectoryRefresh(
      ProviderDirectory providers, ProviderForms forms, AdministratorDirectory administrators) {
    this.providers = providers;
    this.forms = forms;
    this.administrators = administrators;
  }

  @ServerResponseFilter
  void refresh(ContainerRequestContext asked, RoutingContext request) {
    if (!SAFE.contains(asked.getMethod()) && isAdministrators(request)) {
      providers.refresh();
      forms.refresh();
      administrators.refresh();
    }
  }

  private static boolean isAdministrators(RoutingContext request) {
    return FilterOrder.isConsole(request) || request.normalizedPath().startsWith(API);
  }
}
