package io.leadloop.http;

import io.quarkus.vertx.http.runtime.security.SecurityHandlerPriorities;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Priorities;
import java.util.regex.Pattern;

/**
 * The order in which a request passes the filters, first to last. Three mechanisms follow each
 * other: routes of the router (lower numbers first), filters before the routes of resources (higher
 * numbers first), and filters of the REST layer, which know the matched resource (lower numbers
 * first).
 */
public final class FilterOrder {
  /** Routes: refusals by the router itself, which no filter sees. */
  public static final int ROUTER_REFUSAL = -10_000;

  /** Filters: gives the request its id, which every later refusal repeats. */
  public static final int REQUEST_ID = 1000;

  /** Closes the connection after an answer that leaves a body unread, whichever filter gives it. */
  public static final int LAST_ANSWER = 990;

  /** Charges the answer to unknown callers, until authentication knows better. */
  public static final int STRANGERS_BUDGET = 985;

  /** Refuses what cannot be decoded, before anything reads the path or the query. */
  public static final int UNDECODABLE_TARGET = 980;

  /** Sets the security headers of pages and their assets, whatever answers. */
  public static final int PAGE_HEADERS = 978;

  /** Hides the console where it is off, before a browser is led to its sign-in. */
  public static final int CONSOLE_SWITCH = 977;

  /** Hides the portal likewise. */
  public static final int PORTAL_SWITCH = 977;

  /** Refuses files of web libraries that the pages do not use. */
  public static final int WEB_LIBRARIES = 976;

  /** Widens {@code Accept} before a resource is chosen by it. */
  public static final int ACCEPT = 975;

  /** Normalises {@code Content-Type} before a resource is chosen by it. */
  public static final int CONTENT_TYPE = 970;

  /**
   * Removes the handler of failed authentication: right after Quarkus has set it, since filters of
   * one order run as they were registered, and before Quarkus REST looks at it.
   */
  public static final int AUTHENTICATION_FAILURE = SecurityHandlerPriorities.AUTHENTICATION;

  /** REST: answers OPTIONS before a resource is matched; no caller has to be known for it. */
  public static final int OPTIONS = Priorities.USER;

  /** REST: verifies the token of a callback before its body is read. */
  public static final int CALLBACK_TOKEN = Priorities.AUTHORIZATION;

  /** REST: reads the body, last, and only for a caller who may call. */
  public static final int BODY = Priorities.USER;

  /** REST: refuses a request to a page that another site has the browser send; before its body. */
  public static final int SAME_ORIGIN = Priorities.AUTHENTICATION - 1;

  private static final String CALLBACKS = "/callbacks/";
  private static final Pattern CONSOLE = Pattern.compile("/console(/.*)?");
  private static final Pattern PORTAL = Pattern.compile("/portal(/.*)?");
  private static final Pattern PUBLIC_PAGES = Pattern.compile("/(problems|reference)(/.*)?");
  private static final String MATRIX_PARAMETERS = ";[^/]*";

  private FilterOrder() {}

  /**
   * Whether the request is a callback of Oplead's, which is taken in any form. For filters that run
   * before a resource is matched; all such paths begin alike.
   */
  public static boolean isCallback(RoutingContext request) {
    return request.request().path().startsWith(CALLBACKS);
  }

  /** Whether the request is for a page of a browser, where cookies authenticate and keys do not. */
  public static boolean isPage(RoutingContext request) {
    return isConsole(request) || isPortal(request);
  }

  /** Whether the page is one of the administrators' console. */
  public static boolean isConsole(RoutingContext request) {
    return isBelow(CONSOLE, request);
  }

  /** Whether the page is one of the providers' portal. */
  public static boolean isPortal(RoutingContext request) {
    return isBelow(PORTAL, request);
  }

  /** Whether the request is for a page that anybody may read, without credentials of any kind. */
  public static boolean isPublicPage(RoutingContext request) {
    return isBelow(PUBLIC_PAGES, request);
  }

  private static boolean isBelow(Pattern paths, RoutingContext request) {
    String path = request.normalizedPath();
    return path != null && paths.matcher(path.replaceAll(MATRIX_PARAMETERS, "")).matches();
  }
}
