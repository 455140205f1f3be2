package io.leadloop.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.leadloop.access.Caller;
import io.leadloop.access.Roles;
import io.leadloop.error.ErrorCode;
import io.leadloop.error.ProblemException;
import io.leadloop.http.FilterOrder;
import io.leadloop.http.RequestId;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/** Renders pages for the current request. */
@Singleton
public class Pages {
  private static final Set<HttpMethod> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD);

  /** The media type of forms. */
  public static final String FORM = MediaType.APPLICATION_FORM_URLENCODED;

  /** The media type of forms with files. */
  public static final String FORM_WITH_FILES = MediaType.MULTIPART_FORM_DATA;

  /** The media type of pages. */
  public static final String HTML = "text/html;charset=UTF-8";

  private static final int OK = 200;
  private static final String ROWS = "<!-- rows -->";
  private static final int SEE_OTHER = 303;
  private static final int NO_CONTENT = 204;
  private static final String AS_OF = "Leadloop-As-Of";
  private static final String WATCHING_PAGE = "HX-Current-URL";
  private static final String LANGUAGE = "language";
  private static final String SOME_MINUTES = "private, max-age=300";
  private static final String DEPENDS_ON = "Accept, Accept-Language, Cookie";

  private final CurrentVertxRequest requests;
  private final SecurityIdentity identity;
  private final Assets assets;
  private final PageConfig config;
  private final Clock clock;

  Pages(
      CurrentVertxRequest requests,
      SecurityIdentity identity,
      Assets assets,
      PageConfig config,
      Clock clock) {
    this.requests = requests;
    this.identity = identity;
    this.assets = assets;
    this.config = config;
    this.clock = clock;
  }

  /** The page in the browser's language. */
  public Uni<String> html(Function<PageContext, TemplateInstance> page) {
    return render(page, context(true));
  }

  /** The same with a status. */
  public Uni<RestResponse<String>> html(int status, Function<PageContext, TemplateInstance> page) {
    return render(page, context(true)).map(html -> answer(status, html));
  }

  /** The same as an answer of any kind, to a form. */
  public Uni<RestResponse<?>> answer(int status, Function<PageContext, TemplateInstance> page) {
    return html(status, page).map(answer -> answer);
  }

  /**
   * A page that is of use only to who may change something.
   *
   * @throws ProblemException {@code forbidden} for a viewer
   */
  public Uni<String> form(Function<PageContext, TemplateInstance> page) {
    PageContext context = context(true);
    if (!context.mayChange()) {
      throw new ProblemException(ErrorCode.FORBIDDEN, Caller.READ_ONLY);
    }
    return render(page, context);
  }

  /** A page without anybody's name, such as that of a sign-in that was refused. */
  public Uni<RestResponse<String>> anonymous(
      int status, Function<PageContext, TemplateInstance> page) {
    return render(page, context(false)).map(html -> answer(status, html));
  }

  private static RestResponse<String> answer(int status, String html) {
    return ResponseBuilder.<String>create(status)
        .entity(html)
        .header(HttpHeaders.CONTENT_TYPE, HTML)
        .build();
  }

  /**
   * A page whose rows follow one by one, in place of {@code <!-- rows -->}; for the current
   * request, whatever thread the rows come from.
   *
   * @param row the fragment of the page that shows one
   * @param name what the row is called there
   */
  public <T> Function<Multi<T>, Multi<byte[]>> stream(
      Function<PageContext, TemplateInstance> page, String row, String name) {
    PageContext context = context(true);
    String[] frame = page.apply(context).setLocale(context.locale()).render().split(ROWS, 2);
    return rows ->
        Multi.createBy()
            .concatenating()
            .streams(
                Multi.createFrom().item(frame[0]),
                rows.map(one -> part(page, row, Map.of(name, one), context).render()),
                Multi.createFrom().item(frame[1]))
            .map(html -> html.getBytes(UTF_8));
  }

  /** A redirect to a page, by its path from the gateway's root. */
  public ResponseBuilder<Void> to(String path) {
    // Quarkus would make a Location of its own builder method absolute.
    return ResponseBuilder.<Void>create(SEE_OTHER).header(HttpHeaders.LOCATION, path(path));
  }

  /** A path from the gateway's root, relative to the current request's address. */
  public String path(String fromRoot) {
    return root() + fromRoot;
  }

  /**
   * The preferences of the current browser. The address of a public page may choose its language,
   * since such a page sets no cookie.
   */
  public Preferences preferences() {
    RoutingContext request = requests.getCurrent();
    Preferences own = Preferences.of(request.request());
    return FilterOrder.isPublicPage(request)
        ? own.with(Optional.ofNullable(request.request().getParam(LANGUAGE)), Optional.empty())
        : own;
  }

  /**
   * A part of a page for somebody who watches it; 204 where it is as it was seen.
   *
   * @param data what the part shows besides the frame
   * @param version of its content, which the part repeats as {@code seen}
   */
  public Uni<RestResponse<String>> fragment(
      Function<PageContext, TemplateInstance> page,
      String name,
      Map<String, Object> data,
      Optional<String> seen,
      String version) {
    PageContext context = context(true, rootOfPart());
    String asOf = context.clock(context.now());
    return seen.filter(version::equals).isPresent()
        ? Uni.createFrom()
            .item(ResponseBuilder.<String>create(NO_CONTENT).header(AS_OF, asOf).build())
        : part(page, name, data, context)
            .createUni()
            .map(html -> ResponseBuilder.ok(html, HTML).header(AS_OF, asOf).build());
  }

  private static TemplateInstance part(
      Function<PageContext, TemplateInstance> page,
      String name,
      Map<String, ?> data,
      PageContext context) {
    TemplateInstance instance = page.apply(context).getFragment(name).instance();
    data.forEach(instance::data);
    return instance.data("page", context).setLocale(context.locale());
  }

  /** A page without anybody's name, rendered at once: nothing of it is asynchronous. */
  public String now(Function<PageContext, TemplateInstance> page) {
    PageContext context = context(false);
    return page.apply(context).setLocale(context.locale()).render();
  }

  /** The answer with a public page, as {@link #now} renders it. */
  public static RestResponse<String> open(int status, String html) {
    ResponseBuilder<String> answer =
        ResponseBuilder.<String>create(status).entity(html).header(HttpHeaders.CONTENT_TYPE, HTML);
    return status == OK ? open(answer) : answer.build();
  }

  /** An answer that depends on what the browser prefers alone, so that it keeps it for a while. */
  public static <T> RestResponse<T> open(ResponseBuilder<T> answer) {
    return answer
        .header(HttpHeaders.CACHE_CONTROL, SOME_MINUTES)
        .header(HttpHeaders.VARY, DEPENDS_ON)
        .build();
  }

  private static Uni<String> render(
      Function<PageContext, TemplateInstance> page, PageContext context) {
    return page.apply(context).setLocale(context.locale()).createUni();
  }

  private PageContext context(boolean isSignedIn) {
    return context(isSignedIn, root());
  }

  private PageContext context(boolean isSignedIn, String root) {
    RoutingContext request = requests.getCurrent();
    return new PageContext(
        root,
        here(request),
        preferences(),
        isSignedIn && !identity.isAnonymous() ? identity.getPrincipal().getName() : null,
        !isSignedIn || !identity.hasRole(Roles.VIEWER),
        RequestId.of(request),
        config.timeZone(),
        clock.instant(),
        assets);
  }

  private String root() {
    return up(depth(requests.getCurrent()));
  }

  /**
   * The root of a part: browsers follow its links from the address of its page, which is one level
   * above the part's own unless it ends with a slash.
   */
  private String rootOfPart() {
    RoutingContext request = requests.getCurrent();
    String page = request.request().getHeader(WATCHING_PAGE);
    boolean isBelow = page != null && page.replaceFirst("[?#].*", "").endsWith("/");
    return up(depth(request) - (isBelow ? 0 : 1));
  }

  private static long depth(RoutingContext request) {
    return request.normalizedPath().chars().filter(c -> c == '/').count() - 1;
  }

  private static String up(long levels) {
    return levels < 1 ? "./" : "../".repeat((int) levels);
  }

  /** What answers a post has no address that shows it again, unless its page knows one. */
  private static String here(RoutingContext request) {
    if (!READING.contains(request.request().method())) {
      return FilterOrder.isPortal(request) ? "portal" : "console";
    }
    String query = request.request().query();
    return request.normalizedPath().substring(1) + (query == null ? "" : "?" + query);
  }
}
