package io.leadloop.portal;

import io.leadloop.access.Caller;
import io.leadloop.access.Roles;
import io.leadloop.access.read.BoundedRead;
import io.leadloop.admin.provider.Certification;
import io.leadloop.admin.provider.CertificationStep;
import io.leadloop.api.ProviderContract;
import io.leadloop.error.ErrorCode;
import io.leadloop.error.ProblemException;
import io.leadloop.http.body.CallerLimit;
import io.leadloop.kafka.KafkaAccounts;
import io.leadloop.page.FormFields;
import io.leadloop.page.Pages;
import io.leadloop.page.Site;
import io.leadloop.provider.Provider;
import io.leadloop.provider.ProviderDirectory;
import io.leadloop.provider.ProviderId;
import io.leadloop.store.Storable;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.util.List;

/** The page of the provider's own documents, from which it can send a test lead. */
@Site
@Path("/portal/docs")
@RolesAllowed(Roles.PORTAL)
@Produces(MediaType.TEXT_HTML)
public class DocsPageResource {
  /** One person waits for it. */
  private static final Duration STEP_TIMEOUT = Duration.ofSeconds(20);

  private static final Duration RETRY_AFTER = Duration.ofSeconds(10);

  private final Caller caller;
  private final ProviderContract contract;
  private final ProviderDirectory directory;
  private final Certification certification;
  private final Pages pages;
  private final CallerLimit<ProviderId> tests = new CallerLimit<>(1);

  DocsPageResource(
      Caller caller,
      ProviderContract contract,
      ProviderDirectory directory,
      Certification certification,
      Pages pages) {
    this.caller = caller;
    this.contract = contract;
    this.directory = directory;
    this.certification = certification;
    this.pages = pages;
  }

  @GET
  @BoundedRead
  public Uni<String> show() {
    return render(null, null, null);
  }

  /** The AsyncAPI document of the provider's topic. */
  @GET
  @Path("/asyncapi.yaml")
  @Produces("application/yaml")
  public String asyncApi() {
    return contract.asyncApi(caller.provider());
  }

  /** Sends a test lead and shows each step of it; the lead is erased in any case. */
  @POST
  @Path("/test")
  @Consumes(Pages.FORM)
  public Uni<String> test(byte[] body) {
    Provider provider = caller.provider();
    String customer =
        FormFields.of(body).get("customer").filter(Storable.Check::isStorable).orElse("");
    return directory
        .granted(provider.id(), customer)
        .chain(
            granted ->
                granted.isEmpty()
                    ? render(null, null, ErrorCode.CUSTOMER_NOT_GRANTED.title())
                    : test(provider, customer));
  }

  private Uni<String> test(Provider provider, String customer) {
    if (!tests.enter(provider.id())) {
      throw ProblemException.passing(
          ErrorCode.RATE_LIMITED, "You have another test lead on its way.", RETRY_AFTER);
    }
    return certification
        .of(provider, customer, STEP_TIMEOUT)
        .collect()
        .asList()
        .onTermination()
        .invoke(() -> tests.leave(provider.id()))
        .chain(steps -> render(customer, steps, null));
  }

  private Uni<String> render(String customer, List<CertificationStep> steps, String problem) {
    return contract
        .of(caller.provider(), caller.key())
        .chain(
            me ->
                pages.html(
                    page ->
                        new DocsPage(
                            page.shownAgainAt("portal/docs"),
                            me,
                            contract.sampleLead(me),
                            contract.sampleConsumer(me, KafkaAccounts.username(caller.provider())),
                            contract.eventTypes(),
                            customer,
                            steps,
                            problem)));
  }
}
