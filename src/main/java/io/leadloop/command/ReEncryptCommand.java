package io.leadloop.command;

import static io.leadloop.command.call.GatewayClient.object;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.command.call.AdminClient;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** {@code reseal}: can be interrupted and run again. */
@Command(
    name = "reseal",
    description = "Re-encrypts data of older keys with the keyset's primary key.")
final class ReEncryptCommand implements Callable<Integer> {
  private static final String STEP = "/vault/reseal?limit=500";

  @ParentCommand private LeadloopCommand admin;

  @Override
  public Integer call() {
    AdminClient client = admin.client();
    JsonNode step = client.post(STEP);
    long resealed = step.get("resealed").asLong();
    while (step.hasNonNull("next")) {
      String at = step.get("next").asText();
      admin.printer().line(object().put("at", at).put("resealed", resealed));
      step = client.post(STEP + "&after=" + at);
      resealed += step.get("resealed").asLong();
    }
    return admin.print(object().put("resealed", resealed));
  }
}
