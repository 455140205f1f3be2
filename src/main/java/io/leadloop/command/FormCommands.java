package io.leadloop.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code admin provider form …}. */
@Command(
    name = "form",
    description = "Forms by which a provider posts leads as to Oplead's older form import.",
    mixinStandardHelpOptions = true)
final class FormCommands {
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
    ObjectNode body = AdminClient.object().put("customer", customer).put("name", form);
    if (token != null) {
      body.put("token", AdminCommand.secret(token));
    }
    return admin().print(admin().client().post(forms(slug), body));
  }

  @Command(name = "list", description = "Lists the provider's forms, one per line.")
  int list(@Parameters(paramLabel = "PROVIDER") String slug) {
    admin().client().list(forms(slug), Map.of(), admin()::printLine);
    return 0;
  }

  @Command(name = "remove", description = "Removes a form, by its id; its leads are refused.")
  int remove(
      @Parameters(paramLabel = "PROVIDER") String slug,
      @Parameters(paramLabel = "FORM") String form) {
    admin().client().delete(forms(slug) + "/" + form);
    return 0;
  }

  private AdminCommand admin() {
    return provider.admin();
  }

  private static String forms(String slug) {
    return "/providers/" + slug + "/forms";
  }
}
