package io.leadloop.console;

import io.leadloop.access.Roles;
import io.leadloop.access.read.BoundedRead;
import io.leadloop.page.Pages;
import io.leadloop.page.Site;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.Config;

/** The page about the replica that answers. */
@Site
@Path("/console/about")
@RolesAllowed(Roles.CONSOLE)
@Produces(MediaType.TEXT_HTML)
public class AboutPageResource {
  private static final Pattern SECRET = Pattern.compile(".*(key|secret|password|token).*");

  /** A value of another form may hold a secret in whatever setting it is. */
  private static final Pattern HARMLESS =
      Pattern.compile(
          "true|false|-?[0-9.]+|P[0-9TDHMS.]+|[A-Za-z]+/[A-Za-z_]+|https?://[\\w.:/-]+");

  private static final String MASK = "***";

  private final Config config;
  private final Pages pages;

  AboutPageResource(Config config, Pages pages) {
    this.config = config;
    this.pages = pages;
  }

  @GET
  @BoundedRead
  public Uni<String> show() {
    String version = config.getValue("quarkus.application.version", String.class);
    String java = Runtime.version() + " · " + System.getProperty("java.vm.name");
    return pages.html(page -> new AboutPage(page, version, java, settings()));
  }

  private List<AboutPage.Setting> settings() {
    return StreamSupport.stream(config.getPropertyNames().spliterator(), false)
        .filter(name -> name.startsWith("leadloop."))
        .sorted()
        .distinct()
        .flatMap(
            name ->
                config.getOptionalValue(name, String.class).stream()
                    .map(value -> new AboutPage.Setting(name, shown(name, value))))
        .toList();
  }

  static String shown(String name, String value) {
    boolean isShown = !SECRET.matcher(name).matches() && HARMLESS.matcher(value).matches();
    return isShown ? value : MASK;
  }
}
