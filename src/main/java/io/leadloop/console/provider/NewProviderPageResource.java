package io.leadloop.console.provider;

import io.leadloop.access.Roles;
import io.leadloop.access.read.BoundedRead;
import io.leadloop.admin.customer.CustomerAdministration;
import io.leadloop.admin.customer.CustomerView;
import io.leadloop.admin.provider.NewProvider;
import io.leadloop.admin.provider.OnboardedProvider;
import io.leadloop.admin.provider.ProviderAdministration;
import io.leadloop.console.form.Choice;
import io.leadloop.console.form.Fact;
import io.leadloop.console.form.Form;
import io.leadloop.console.form.FormDefinition;
import io.leadloop.console.form.Forms;
import io.leadloop.console.form.Result;
import io.leadloop.page.FormFields;
import io.leadloop.page.Pages;
import io.leadloop.page.Site;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
import java.util.List;
import org.jboss.resteasy.reactive.RestResponse;

/** The page that onboards a provider. Its path is no provider's: a slug has no underscore. */
@Site
@Path("/console/providers/_new")
@RolesAllowed(Roles.CONSOLE)
@Produces(MediaType.TEXT_HTML)
public class NewProviderPageResource {
  private static final String CUSTOMERS = "customers";

  /** If there are more, their slugs are typed. */
  private static final int MOST_BOXES = 50;

  private final ProviderAdministration providers;
  private final CustomerAdministration customers;
  private final Forms forms;

  NewProviderPageResource(
      ProviderAdministration providers, CustomerAdministration customers, Forms forms) {
    this.providers = providers;
    this.customers = customers;
    this.forms = forms;
  }

  @GET
  @BoundedRead
  public Uni<String> show() {
    return form().chain(forms::show);
  }

  /** The answer is the only page with the key and the password. */
  @POST
  @Consumes(Pages.FORM)
  public Uni<RestResponse<?>> onboard(byte[] body) {
    FormFields posted = FormFields.of(body);
    return forms.submit(
        form(),
        posted,
        () ->
            providers
                .onboard(forms.read(ProviderForms.NEW, posted, NewProvider.class))
                .chain(provider -> forms.answer(result(provider))));
  }

  private Uni<Form> form() {
    return customers
        .list("", MOST_BOXES + 1, false)
        .map(
            all ->
                all.isEmpty() || all.size() > MOST_BOXES
                    ? ProviderForms.NEW
                    : ProviderForms.NEW.offering(CUSTOMERS, boxes(all)))
        .map(NewProviderPageResource::formOf);
  }

  private static Form formOf(FormDefinition definition) {
    return Form.of(definition, "", "console/providers", "console/providers/_new");
  }

  private static List<Choice> boxes(List<CustomerView> all) {
    return all.stream().map(customer -> Choice.named(customer.slug(), customer.name())).toList();
  }

  private static Result result(OnboardedProvider onboarded) {
    String slug = onboarded.provider().slug();
    List<Fact> facts = new ArrayList<>();
    facts.add(Fact.secret("api_key", onboarded.apiKey()));
    facts.addAll(KafkaFacts.of(onboarded.kafka()));
    return Result.of("provider:new", slug, ProviderPath.of(slug), facts);
  }
}
