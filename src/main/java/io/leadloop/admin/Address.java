package io.leadloop.admin;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.net.URI;

/** The base address of an Oplead: http or https, with a host and nothing behind its path. */
@Constraint(validatedBy = Address.Check.class)
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.RECORD_COMPONENT})
@Retention(RetentionPolicy.RUNTIME)
@interface Address {
  String message() default "must be an http or https address with a host, without a query";

  Class<?>[] groups() default {};

  Class<? extends Payload>[] payload() default {};

  /** Null is valid. */
  final class Check implements ConstraintValidator<Address, URI> {
    private static final int LAST_PORT = 65_535;

    @Override
    public boolean isValid(URI address, ConstraintValidatorContext context) {
      return address == null
          || ("http".equals(address.getScheme()) || "https".equals(address.getScheme()))
              && address.getHost() != null
              && address.getPort() != 0
              && address.getPort() <= LAST_PORT
              && address.getUserInfo() == null
              && address.getQuery() == null
              && address.getFragment() == null;
    }
  }
}
