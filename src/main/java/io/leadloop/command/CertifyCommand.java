package io.leadloop.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code admin certify}: prints each step as it ends. */
@Command(
    name = "certify",
    description = "Sends a synthetic test lead end to end and erases it.",
    mixinStandardHelpOptions = true)
final class CertifyCommand implements Callable<Integer> {
  @ParentCommand private AdminCommand admin;

  @Parameters(index = "0", paramLabel = "PROVIDER")
  private String provider;

  @Parameters(index = "1", paramLabel = "CUSTOMER")
  private String customer;

  @Override
  public Integer call() {
    AtomicBoolean passed = new AtomicBoolean(true);
    admin
        .client()
        .lines(
            "/providers/" + provider + "/customers/" + customer + "/certify",
            step -> {
              print(step);
              passed.compareAndSet(true, step.path("ok").asBoolean());
            });
    return passed.get() ? 0 : 1;
  }

  private void print(JsonNode step) {
    admin
        .out()
        .printf(
            "%-4s %6d ms  %s%s%n",
            step.path("ok").asBoolean() ? "ok" : "FAIL",
            step.path("millis").asLong(),
            step.path("step").asText(),
            step.hasNonNull("detail") ? ": " + step.path("detail").asText() : "");
    admin.out().flush();
  }
}
