package io.leadloop;

import org.junit.platform.suite.api.ExcludePackages;
import org.junit.platform.suite.api.IncludeClassNamePatterns;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/** All tests but those of {@link FirstHalfSuite}, which runs beside it. */
@Suite
@SelectPackages("io.leadloop")
@ExcludePackages({
  "io.leadloop.access",
  "io.leadloop.admin",
  "io.leadloop.callback",
  "io.leadloop.feedback",
  "io.leadloop.intake",
  "io.leadloop.oplead",
  "io.leadloop.simulator",
  "io.leadloop.update"
})
@IncludeClassNamePatterns(".*Test")
class SecondHalfSuite {}
