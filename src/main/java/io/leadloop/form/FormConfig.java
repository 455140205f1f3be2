package io.leadloop.form;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/**
 * The HTTP statuses of the answers to posted forms, since those of Oplead's older form import are
 * not known.
 */
@ConfigMapping(prefix = "leadloop.form.status")
public interface FormConfig {
  /** Of the answer to an accepted lead, and to one that was accepted before. */
  @WithDefault("200")
  @Min(200)
  @Max(299)
  int accepted();

  /** To a form or a token that is not known. */
  @WithDefault("401")
  @Min(400)
  @Max(499)
  int unknown();

  /** To a lead with a field that is missing or wrong. */
  @WithDefault("422")
  @Min(400)
  @Max(499)
  int invalid();

  /** To a body that cannot be read. */
  @WithDefault("400")
  @Min(400)
  @Max(499)
  int unreadable();

  /** To a token in the address. */
  @WithDefault("400")
  @Min(400)
  @Max(499)
  int tokenInAddress();

  /** To a body that does not arrive in time. */
  @WithDefault("408")
  @Min(400)
  @Max(599)
  int tooSlow();

  /** To a reference that was used for another lead. */
  @WithDefault("409")
  @Min(400)
  @Max(499)
  int conflict();

  /** To a body that is too long. */
  @WithDefault("413")
  @Min(400)
  @Max(499)
  int tooLong();

  /** To a body of another content type, and to a file that is not a document. */
  @WithDefault("415")
  @Min(400)
  @Max(499)
  int unsupported();

  /** To a provider over its limit. */
  @WithDefault("429")
  @Min(400)
  @Max(599)
  int limited();

  /** While the database is unavailable. */
  @WithDefault("503")
  @Min(400)
  @Max(599)
  int unavailable();
}
