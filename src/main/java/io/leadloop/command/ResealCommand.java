package io.leadloop.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** {@code admin reseal}: can be interrupted and run again. */
@Command(
    name = "reseal",
    description = "Re-encrypts data of older keys with the keyset's primary key.",
    mixinStandardHelpOptions = true)
final class ResealCommand implements Callable<Integer> {
  private static final String STEP = "/vault/reseal?limit=500";

  @ParentCommand private AdminCommand admin;

  @Override
  public Integer call() {
    AdminClient client = admin.client();
    JsonNode step = client.post(STEP);
    long resealed = step.get("resealed").asLong();
    while (step.hasNonNull("next")) {
      String at = step.get("next").asText();
      admin.printLine(AdminClient.object().put("at", at).put("resealed", resealed));
      step = client.post(STEP + "&after=" + at);
      resealed += step.get("resealed").asLong();
    }
    return admin.print(AdminClient.object().put("resealed", resealed));
  }
}
