package io.leadloop.console;

import io.leadloop.page.Pages;
import io.leadloop.session.ConsoleConfig;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import org.jboss.resteasy.reactive.RestResponse;

/** Leads a browser from the gateway's bare address to the console. */
@Path("/")
public class HomeResource {
  private final ConsoleConfig config;
  private final Pages pages;

  HomeResource(ConsoleConfig config, Pages pages) {
    this.config = config;
    this.pages = pages;
  }

  @GET
  public RestResponse<Void> home() {
    if (!config.enabled()) {
      throw new NotFoundException();
    }
    return pages.to("console/sign-in").build();
  }
}
