package io.leadloop.oplead.profile;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The name of a header that may carry a token: a token of RFC 9110, and none that frames the
 * message, belongs to one connection, or is set by the gateway or by proxies. Such a name would end
 * the request early, join two of them, send the token where it is stored, or be overwritten. Many
 * proxies drop names with underscores.
 */
@Constraint(validatedBy = TokenHeader.Check.class)
@Target({ElementType.FIELD, ElementType.METHOD, ElementType.RECORD_COMPONENT})
@Retention(RetentionPolicy.RUNTIME)
public @interface TokenHeader {
  String message() default
      "must be a header name that is free for a token, such as Authorization or X-Api-Key: neither"
          + " framing, connection, content, cookie, tracing or proxy headers nor those that the"
          + " gateway sets, and no underscores";

  Class<?>[] groups() default {};

  Class<? extends Payload>[] payload() default {};

  /** Null is valid. */
  final class Check implements ConstraintValidator<TokenHeader, String> {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^`|~-]{1,100}");

    private static final Set<String> TAKEN =
        Set.of(
            "accept",
            "accept-charset",
            "accept-encoding",
            "accept-language",
            "alt-used",
            "b3",
            "baggage",
            "cache-control",
            "cdn-loop",
            "connection",
            "cookie",
            "cookie2",
            "date",
            "expect",
            "forwarded",
            "from",
            "host",
            "http2-settings",
            "idempotency-key",
            "keep-alive",
            "link",
            "location",
            "max-forwards",
            "origin",
            "pragma",
            "priority",
            "range",
            "referer",
            "retry-after",
            "te",
            "traceparent",
            "tracestate",
            "trailer",
            "true-client-ip",
            "transfer-encoding",
            "upgrade",
            "user-agent",
            "via",
            "warning",
            "x-client-ip",
            "x-cluster-client-ip",
            "x-correlation-id",
            "x-real-ip",
            "x-request-id",
            "x-rewrite-url");

    private static final Set<String> TAKEN_PREFIXES =
        Set.of(
            "access-control-",
            "cf-",
            "content-",
            "if-",
            "proxy-",
            "sec-",
            "set-cookie",
            "x-amzn-",
            "x-b3-",
            "x-envoy-",
            "x-forwarded-",
            "x-original-");

    @Override
    public boolean isValid(String name, ConstraintValidatorContext context) {
      return name == null || isUsable(name);
    }

    /** Whether a header of this name may carry a token. */
    public static boolean isUsable(String name) {
      return NAME.matcher(name).matches() && isFree(name.toLowerCase(Locale.ROOT));
    }

    private static boolean isFree(String name) {
      return !TAKEN.contains(name) && TAKEN_PREFIXES.stream().noneMatch(name::startsWith);
    }
  }
}
