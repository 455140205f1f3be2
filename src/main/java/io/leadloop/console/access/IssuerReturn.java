package io.leadloop.console.access;

import io.leadloop.access.IssuerAnswer;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestQuery;

/** The parameters with which the issuer leads a browser back. */
public class IssuerReturn {
  @RestQuery public String state;
  @RestQuery public String code;
  @RestQuery public String iss;
  @RestQuery public String error;

  @RestQuery("error_description")
  public String description;

  IssuerAnswer answer() {
    return new IssuerAnswer(
        Optional.ofNullable(state),
        Optional.ofNullable(code),
        Optional.ofNullable(iss),
        Optional.ofNullable(error),
        Optional.ofNullable(description));
  }
}
