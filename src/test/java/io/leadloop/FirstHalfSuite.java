package io.leadloop;

import org.junit.platform.suite.api.IncludeClassNamePatterns;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/** Tests of these packages, beside which {@link SecondHalfSuite} runs all others. */
@Suite
@SelectPackages({
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
class FirstHalfSuite {}
