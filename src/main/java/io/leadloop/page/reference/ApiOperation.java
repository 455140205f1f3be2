package io.leadloop.page.reference;

import java.util.List;
import java.util.Locale;

/**
 * One call.
 *
 * @param summary a few words
 * @param hasKey whether it needs a key
 * @param bodyDescription empty for none
 * @param bodies what it accepts, by media type
 * @param curl a command that makes it
 */
record ApiOperation(
    Audience audience,
    String method,
    String path,
    String summary,
    String description,
    boolean hasKey,
    List<ApiField> parameters,
    String bodyDescription,
    List<ApiContent> bodies,
    List<ApiAnswer> answers,
    String curl) {

  /** Its anchor, for example {@code get-v1-leads-id}. */
  public String id() {
    return (method + path)
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^a-z0-9]+", "-")
        .replaceAll("-$", "");
  }
}
