package io.leadloop.console;

import io.leadloop.page.FormFields;
import io.leadloop.page.Pages;
import io.leadloop.page.Site;
import io.leadloop.page.Switch;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import org.jboss.resteasy.reactive.RestResponse;

/** Keeps a browser's language and theme; it leads back to where the switch was. */
@Site
@Path("/console/preferences")
public class PreferencesResource {
  private static final Switch SWITCH = new Switch("console");

  private final Pages pages;

  PreferencesResource(Pages pages) {
    this.pages = pages;
  }

  @POST
  @Consumes(Pages.FORM)
  public RestResponse<Void> change(byte[] body) {
    return SWITCH.change(FormFields.of(body), pages);
  }
}
