package io.leadloop.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.command.call.AdminClient;
import io.leadloop.command.call.CommandFailure;
import io.leadloop.command.call.ExitStatus;
import io.leadloop.command.result.OutputFormat;
import io.leadloop.command.result.ResultPrinter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code certify}: prints each step as it ends. */
@Command(name = "certify", description = "Sends a synthetic test lead end to end and erases it.")
final class CertifyCommand implements Callable<Integer> {
  @ParentCommand private LeadloopCommand admin;

  @Parameters(index = "0", paramLabel = "PROVIDER")
  private String provider;

  @Parameters(index = "1", paramLabel = "CUSTOMER")
  private String customer;

  @Override
  public Integer call() {
    ResultPrinter printer = admin.printer();
    boolean isJson = admin.output() == OutputFormat.JSON;
    List<Boolean> passed = new ArrayList<>();
    admin
        .client()
        .lines(
            AdminClient.path("/providers/%s/customers/%s/certify", provider, customer),
            step -> {
              if (isJson) {
                printer.line(step);
              } else {
                printer.text(text(step));
              }
              passed.add(step.path("ok").asBoolean());
            });
    if (passed.isEmpty()) {
      throw new CommandFailure("The response has no step; check the gateway's address.");
    }
    return ExitStatus.of(!passed.contains(false));
  }

  private static String text(JsonNode step) {
    return "%-4s %6d ms  %s%s"
        .formatted(
            step.path("ok").asBoolean() ? "ok" : "FAIL",
            step.path("millis").asLong(),
            step.path("step").asText(),
            step.hasNonNull("detail") ? ": " + step.path("detail").asText() : "");
  }
}
