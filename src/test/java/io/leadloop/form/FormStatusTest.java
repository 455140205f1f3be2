package io.leadloop.form;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.error.ErrorCode;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.mutiny.Uni;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.TreeMap;
import org.jboss.resteasy.reactive.RestResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The statuses of answers to posted forms are settings. */
class FormStatusTest {
  @ParameterizedTest
  @EnumSource
  void byDefaultAProblemHasItsUsualStatus(ErrorCode code) {
    assertThat(FormResource.status(code, config(Map.of()))).isEqualTo(code.status());
  }

  @ParameterizedTest
  @CsvSource({
    "unknown, UNAUTHENTICATED",
    "invalid, INVALID_LEAD",
    "invalid, INVALID_DOCUMENT",
    "unreadable, MALFORMED_BODY",
    "unreadable, MALFORMED_FORM",
    "token-in-address, INVALID_REQUEST",
    "too-slow, REQUEST_TIMEOUT",
    "conflict, REFERENCE_CONFLICT",
    "too-long, BODY_TOO_LARGE",
    "unsupported, UNSUPPORTED_MEDIA_TYPE",
    "limited, RATE_LIMITED",
    "unavailable, STORE_UNAVAILABLE"
  })
  void eachStatusIsASetting(String setting, ErrorCode code) {
    FormConfig changed = config(Map.of("leadloop.form.status." + setting, "499"));
    assertThat(FormResource.status(code, changed)).isEqualTo(499);
  }

  @Test
  void anAcceptedLeadHasASetting() {
    assertThat(config(Map.of()).accepted()).isEqualTo(200);
    assertThat(config(Map.of("leadloop.form.status.accepted", "202")).accepted()).isEqualTo(202);
  }

  /** Regression: it was answered with 422, whatever the setting. */
  @Test
  void severalKeysThatDifferAreRefusedWithTheSettingToo() {
    FormConfig changed = config(Map.of("leadloop.form.status.invalid", "400"));
    MultiMap headers =
        MultiMap.caseInsensitiveMultiMap().add("Idempotency-Key", "a").add("Idempotency-Key", "b");
    HttpServerRequest head = answering(HttpServerRequest.class, "headers", headers);
    FormResource resource = new FormResource(null, null, null, changed, new SimpleMeterRegistry());
    Uni<RestResponse<?>> answer =
        resource.add("a", "application/json", answering(RoutingContext.class, "request", head));
    assertThat(answer.await().indefinitely().getStatus()).isEqualTo(400);
  }

  /** An object that answers this call, and no other. */
  private static <T> T answering(Class<T> type, String call, Object answer) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              assertThat(method.getName()).isEqualTo(call);
              return answer;
            }));
  }

  private static FormConfig config(Map<String, String> settings) {
    return new SmallRyeConfigBuilder()
        .withMapping(FormConfig.class)
        .withDefaultValues(new TreeMap<>(settings))
        .build()
        .getConfigMapping(FormConfig.class);
  }
}
