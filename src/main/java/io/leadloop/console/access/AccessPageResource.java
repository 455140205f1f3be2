package io.leadloop.console.access;

import static io.leadloop.page.ListFile.column;

import io.leadloop.access.Roles;
import io.leadloop.access.read.BoundedRead;
import io.leadloop.admin.access.AdministratorKeyView;
import io.leadloop.admin.access.KeyAdministration;
import io.leadloop.console.access.AccessPage.NewKey;
import io.leadloop.console.form.Fact;
import io.leadloop.console.form.Forms;
import io.leadloop.console.form.Result;
import io.leadloop.error.ProblemException;
import io.leadloop.http.Csv;
import io.leadloop.http.Page;
import io.leadloop.http.PathPatterns;
import io.leadloop.page.FilteredPages.Refused;
import io.leadloop.page.FormFields;
import io.leadloop.page.ListFile;
import io.leadloop.page.Pages;
import io.leadloop.page.Site;
import io.leadloop.session.SignIn;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;

/** The page of keys and sessions. */
@Site
@Path("/console/access")
@RolesAllowed(Roles.CONSOLE)
@Produces(MediaType.TEXT_HTML)
public class AccessPageResource {
  private static final String DONE = "console/access?done=1";
  private static final int SIZE = 50;
  private static final int OK = 200;

  private static final ListFile<AdministratorKeyView> FILE =
      ListFile.of(
          "keys",
          column("id", AdministratorKeyView::id),
          column("name", AdministratorKeyView::name),
          column("role", key -> key.role().wireName()),
          column("created_at", AdministratorKeyView::createdAt),
          column("expires_at", AdministratorKeyView::expiresAt),
          column("last_used_at", AdministratorKeyView::lastUsedAt));

  private final KeyAdministration keys;
  private final KeyForm form;
  private final Forms forms;
  private final SignIn sessions;
  private final Pages pages;

  AccessPageResource(
      KeyAdministration keys, KeyForm form, Forms forms, SignIn sessions, Pages pages) {
    this.keys = keys;
    this.form = form;
    this.forms = forms;
    this.sessions = sessions;
    this.pages = pages;
  }

  @GET
  @BoundedRead
  public Uni<RestResponse<?>> show(
      @RestQuery Optional<String> after, @RestQuery Optional<String> done) {
    return show(OK, after.map(AccessPageResource::uuid), done.isPresent(), NewKey.NONE);
  }

  /** The keys as a file. */
  @GET
  @BoundedRead
  @Path("/csv")
  @Produces(Csv.MEDIA_TYPE)
  public Uni<RestResponse<String>> csv() {
    return FILE.answer(after -> keys.list().map(all -> new Page<>(all, null)));
  }

  /**
   * Creates a key; the answer is the only page that shows it. Nothing is read for that page: if it
   * failed, the key would be lost. What was refused is shown again with the reason.
   */
  @POST
  @Path("/keys")
  @Consumes(Pages.FORM)
  public Uni<RestResponse<?>> create(byte[] body) {
    FormFields posted = FormFields.of(body);
    return Uni.createFrom()
        .deferred(() -> keys.issue(form.read(posted)))
        .map(AccessPageResource::result)
        .chain(forms::answer)
        .onFailure(Refused::isOfForm)
        .recoverWithUni(refusal -> again(posted, (ProblemException) refusal));
  }

  private Uni<RestResponse<?>> again(FormFields posted, ProblemException refusal) {
    return show(refusal.code().status(), Optional.empty(), false, NewKey.of(posted, refusal));
  }

  private static Result result(AdministratorKeyView created) {
    return Result.of(
        "access:key_new",
        created.name(),
        "console/access",
        List.of(Fact.secret("api_key", created.apiKey())));
  }

  private Uni<RestResponse<?>> show(
      int status, Optional<UUID> after, boolean isDone, NewKey typed) {
    return keys.list()
        .chain(
            all ->
                sessions
                    .list(after.orElse(SignIn.NEWEST), SIZE + 1)
                    .map(found -> Page.of(found, SIZE, last -> last.id().toString()))
                    .chain(
                        open ->
                            pages.answer(
                                status,
                                page ->
                                    new AccessPage(
                                        page.shownAgainAt("console/access"),
                                        all,
                                        open,
                                        after.isEmpty(),
                                        isDone,
                                        typed))));
  }

  @POST
  @Path("/keys/{key:" + PathPatterns.KEY + "}/revoke")
  @Consumes(Pages.FORM)
  public Uni<RestResponse<Void>> revoke(@PathParam("key") String id) {
    return keys.revoke(id).map(done -> pages.to(DONE).build());
  }

  @POST
  @Path("/sessions/{session:" + PathPatterns.UUID + "}/end")
  @Consumes(Pages.FORM)
  public Uni<RestResponse<Void>> end(@PathParam("session") String id) {
    return sessions.end(uuid(id)).map(done -> pages.to(DONE).build());
  }

  @POST
  @Path("/sessions/end-all")
  @Consumes(Pages.FORM)
  public Uni<RestResponse<Void>> endAll() {
    return sessions.endAll().map(done -> pages.to("console/sign-in").build());
  }

  private static UUID uuid(String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      throw new NotFoundException();
    }
  }
}
