package io.leadloop.admin.customer;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A new customer has the members of its wire, and none of the other. */
@Constraint(validatedBy = OneWire.Check.class)
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@interface OneWire {
  String message() default "must have the members of its wire";

  Class<?>[] groups() default {};

  Class<? extends Payload>[] payload() default {};

  /** Reports each member that is missing, or of the other wire. */
  final class Check implements ConstraintValidator<OneWire, NewCustomer> {
    private static final String REQUIRED = "is required";
    private static final String OF_REST = "is of the wire rest";

    @Override
    public boolean isValid(NewCustomer customer, ConstraintValidatorContext context) {
      context.disableDefaultConstraintViolation();
      return Wire.FORM.equals(customer.wire())
          ? require(customer.form() != null, "form", REQUIRED, context)
              & require(customer.oplead() == null, "oplead", OF_REST, context)
              & require(customer.subscribe() == null, "subscribe", OF_REST, context)
          : require(customer.oplead() != null, "oplead", REQUIRED, context)
              & require(customer.form() == null, "form", "is of the wire form", context);
    }

    private static boolean require(
        boolean holds, String member, String detail, ConstraintValidatorContext context) {
      if (!holds) {
        context
            .buildConstraintViolationWithTemplate(detail)
            .addPropertyNode(member)
            .addConstraintViolation();
      }
      return holds;
    }
  }
}
