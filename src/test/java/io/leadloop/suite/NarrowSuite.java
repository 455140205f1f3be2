package io.leadloop.suite;

import org.junit.platform.suite.api.IncludeClassNamePatterns;
import org.junit.platform.suite.api.IncludeEngines;
import org.junit.platform.suite.api.IncludeTags;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/**
 * Tests of the application with {@link io.leadloop.testing.NarrowProfile}, for which Quarkus builds
 * it once more. A class that uses the profile and is not listed here runs in another suite, which
 * then takes longer.
 */
@Suite
@IncludeEngines("junit-jupiter")
@SelectPackages("io.leadloop")
@IncludeTags("application")
@IncludeClassNamePatterns(NarrowSuite.CLASSES)
class NarrowSuite {
  static final String CLASSES =
      ".*\\.(EventStreamLimit|ForwardedAddress|FullQueue|IssuerAway|KeyGuessing|LookUp"
          + "|PortalOff|PushFairness|SlowClients|TlsProxy)Test";
}
