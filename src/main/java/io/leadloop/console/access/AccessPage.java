package io.leadloop.console.access;

import io.leadloop.admin.access.AdministratorKeyView;
import io.leadloop.error.ProblemException;
import io.leadloop.http.Page;
import io.leadloop.page.FilteredPages.Refused;
import io.leadloop.page.FormFields;
import io.leadloop.page.PageContext;
import io.leadloop.session.Session;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.util.List;

/**
 * The administrators' keys, and the browsers that are signed in.
 *
 * @param isFirst whether the sessions are the newest ones
 * @param typed a new key that was refused
 */
@CheckedTemplate(basePath = "console", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
record AccessPage(
    PageContext page,
    List<AdministratorKeyView> keys,
    Page<Session> sessions,
    boolean isFirst,
    boolean isDone,
    NewKey typed)
    implements TemplateInstance {

  /**
   * A new key as it was typed.
   *
   * @param refused why there is none; empty if nothing was typed
   */
  public record NewKey(String name, String role, String expires, List<Refused> refused) {
    static final NewKey NONE = new NewKey("", "", "", List.of());

    static NewKey of(FormFields posted, ProblemException refusal) {
      return new NewKey(
          posted.get("name").orElse(""),
          posted.get("role").orElse(""),
          posted.get("expires").orElse(""),
          Refused.of(refusal));
    }
  }
}
