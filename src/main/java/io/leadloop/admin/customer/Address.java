package io.leadloop.admin.customer;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.net.URI;
import java.util.regex.Pattern;

/**
 * The base URL of an Oplead: http or https, with a host, without query or fragment. A numeric host
 * must be a dotted IPv4 address, since resolvers interpret other forms differently.
 */
@Constraint(validatedBy = Address.Check.class)
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.RECORD_COMPONENT})
@Retention(RetentionPolicy.RUNTIME)
@interface Address {
  String message() default
      "must be an http or https address with a host (a name, a.b.c.d or [IPv6]), without a query";

  Class<?>[] groups() default {};

  Class<? extends Payload>[] payload() default {};

  /** Null is valid. */
  final class Check implements ConstraintValidator<Address, URI> {
    private static final int LAST_PORT = 65_535;
    private static final Pattern NUMERIC =
        Pattern.compile("(?i)(?:.*\\.)?(?:[0-9]+|0x[0-9a-f]*)\\.?");
    private static final Pattern DOTTED =
        Pattern.compile("(?:(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(?:\\.(?!$)|$)){4}");

    @Override
    public boolean isValid(URI address, ConstraintValidatorContext context) {
      return address == null
          || ("http".equals(address.getScheme()) || "https".equals(address.getScheme()))
              && address.getHost() != null
              && isHost(address.getHost())
              && address.getPort() != 0
              && address.getPort() <= LAST_PORT
              && address.getUserInfo() == null
              && address.getQuery() == null
              && address.getFragment() == null;
    }

    private static boolean isHost(String host) {
      return !NUMERIC.matcher(host).matches() || DOTTED.matcher(host).matches();
    }
  }
}
