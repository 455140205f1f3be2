package io.leadloop.portal;

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
@Path("/portal/preferences")
public class PreferencesResource {
  /** A page of the portal, and no address elsewhere. */
  private static final Pattern BACK =
      Pattern.compile("portal(/[a-z0-9-]+)*(\\?[A-Za-z0-9=&%._~+:-]*)?");

  private final Pages pages;

  PreferencesResource(Pages pages) {
    this.pages = pages;
  }

  @POST
  @Consumes(Pages.FORM)
  public RestResponse<Void> change(byte[] body) {
    FormFields form = FormFields.of(body);
    String back =
        form.get("back").filter(path -> BACK.matcher(path).matches()).orElse("portal/sign-in");
    String cookie = pages.preferences().with(form.get("language"), form.get("theme")).cookie();
    return pages.to(back).header(HttpHeaders.SET_COOKIE, cookie).build();
  }
}
