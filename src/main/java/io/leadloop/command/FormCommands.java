package io.leadloop.command;

import static io.leadloop.command.call.AdminClient.path;
import static io.leadloop.command.call.GatewayClient.object;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.command.result.ListOptions;
import io.leadloop.command.result.Table;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code provider form …}. */
@Command(
    name = "form",
    description = "Forms by which a provider posts leads as to Oplead's older form import.")
final class FormCommands {
  private static final Table TABLE = Table.of("id", "customer", "name", "token_hint", "created_at");

  @ParentCommand private ProviderCommands provider;

  @Command(name = "add", description = "Adds a form; a token that it issues is shown only once.")
  int add(
      @Parameters(paramLabel = "PROVIDER") String slug,
      @Option(
              names = "--customer",
              required = true,
              paramLabel = "SLUG",
              description = "The customer whose leads it posts.")
          String customer,
      @Option(
              names = "--form",
              required = true,
              paramLabel = "NAME",
              description = "The form's name, as it is posted.")
          String form,
      @Option(
              names = "--token-file",
              paramLabel = "FILE",
              description =
                  "A file with the token that is posted already; - for standard input. Without it a"
                      + " token is issued.")
          Path token) {
    ObjectNode body = object().put("customer", customer).put("name", form);
    if (token != null) {
      body.put("token", LeadloopCommand.secret(token));
    }
    return admin().print(admin().client().post(forms(slug), body));
  }

  @Command(name = "list", description = "Lists the provider's forms.")
  int list(@Parameters(paramLabel = "PROVIDER") String slug, @Mixin ListOptions options) {
    return admin().list(forms(slug), Map.of(), options, TABLE);
  }

  @Command(name = "remove", description = "Removes a form, by its id; its leads are refused.")
  int remove(
      @Parameters(paramLabel = "PROVIDER") String slug,
      @Parameters(paramLabel = "FORM") String form) {
    return admin().print(admin().client().delete(forms(slug) + path("/%s", form)));
  }

  private LeadloopCommand admin() {
    return provider.admin();
  }

  private static String forms(String slug) {
    return path("/providers/%s/forms", slug);
  }
}
