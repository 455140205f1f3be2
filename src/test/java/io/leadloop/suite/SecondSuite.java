package io.leadloop.suite;

import org.junit.platform.suite.api.IncludeClassNamePatterns;
import org.junit.platform.suite.api.IncludeEngines;
import org.junit.platform.suite.api.IncludeTags;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/**
 * A third of the tests of the application, see {@link FirstSuite}, with all that use {@link
 * io.leadloop.testing.NarrowProfile}. Quarkus builds the application once more for that profile, so
 * one process runs all of them. A class that uses the profile and is not listed here runs in
 * another suite, which then takes longer.
 */
@Suite
@IncludeEngines("junit-jupiter")
@SelectPackages("io.leadloop")
@IncludeTags("application")
@IncludeClassNamePatterns({".*\\.[LMN][^.]*Test", SecondSuite.NARROW})
class SecondSuite {
  static final String NARROW =
      ".*\\.(EventStreamLimit|ForwardedAddress|FullQueue|IssuerAway|KeyGuessing|LookUp|SlowClients)"
          + "Test";
}
