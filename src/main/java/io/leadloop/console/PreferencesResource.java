package io.leadloop.console;

import io.leadloop.page.FormFields;
import io.leadloop.page.Pages;
import io.leadloop.page.Site;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.RestResponse;

/** Keeps a browser's language and theme; it leads back to where the switch was. */
@Site
@Path("/console/preferences")
public class PreferencesResource {
  /** A page of the console, and no address elsewhere. */
  private static final Pattern BACK =
      Pattern.compile("console(/[a-z0-9-]+)*(\\?[A-Za-z0-9=&%._~+:-]*)?");

  private final Pages pages;

  PreferencesResource(Pages pages) {
    this.pages = pages;
  }

  @POST
  @Consumes(Pages.FORM)
  public RestResponse<Void> change(byte[] body) {
    FormFields form = FormFields.of(body);
    String back =
        form.get("back").filter(path -> BACK.matcher(path).matches()).orElse("console/sign-in");
    String cookie = pages.preferences().with(form.get("language"), form.get("theme")).cookie();
    return pages.to(back).header(HttpHeaders.SET_COOKIE, cookie).build();
  }
}
