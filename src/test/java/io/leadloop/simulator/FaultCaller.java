package io.leadloop.simulator;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;

/** Scripts faults over HTTP, as in a rehearsal. */
public record FaultCaller(OpleadCaller caller) {

  /** Empty, since the caller's base is the full address. */
  private static final String PATH = "";

  public static FaultCaller of(RunningOplead running, String token) {
    return new FaultCaller(new OpleadCaller(running.oplead.faultsUrl(), token));
  }

  HttpResponse<String> post(String rule) {
    return caller.post(PATH, rule.replace('\'', '"'));
  }

  /** Scripts a rule that must be accepted. */
  public void script(String rule) {
    HttpResponse<String> answer = post(rule);
    if (answer.statusCode() != 201) {
      throw new AssertionError(answer.body());
    }
  }

  JsonArray list() {
    return new JsonArray(caller.get(PATH).body());
  }

  /** The number of applications of each rule, in rule order. */
  public int[] applied() {
    return list().stream().mapToInt(rule -> ((JsonObject) rule).getInteger("applied")).toArray();
  }

  HttpResponse<String> call(String verb) {
    return caller.call(verb, PATH);
  }
}
