package io.leadloop.page;

import jakarta.ws.rs.core.HttpHeaders;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.RestResponse;

/** The switch of language and theme on the pages of a site. */
public final class Switch {
  private final String site;
  private final Pattern ofTheSite;

  /**
   * @param site the first part of its pages' paths, which is its home as well
   */
  public Switch(String site) {
    this.site = site;
    // No empty part, which could begin another host, and none that leads upwards.
    this.ofTheSite =
        Pattern.compile(site + "(/[A-Za-z0-9_][A-Za-z0-9_.-]*)*(\\?[!-~&&[^#\\\\]]*)?");
  }

  /**
   * Keeps the choice, and leads back to where it was made; to the site's home where that is no page
   * of it.
   */
  public RestResponse<Void> change(FormFields form, Pages pages) {
    String back = form.get("back").filter(path -> ofTheSite.matcher(path).matches()).orElse(site);
    String cookie = pages.preferences().with(form.get("language"), form.get("theme")).cookie();
    return pages.to(back).header(HttpHeaders.SET_COOKIE, cookie).build();
  }
}
