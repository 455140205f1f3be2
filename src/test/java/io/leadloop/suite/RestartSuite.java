package io.leadloop.suite;

import org.junit.platform.suite.api.ExcludeTags;
import org.junit.platform.suite.api.IncludeClassNamePatterns;
import org.junit.platform.suite.api.IncludeEngines;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/** Tests of the packaged application that start and stop gateways and servers of their own. */
@Suite
@IncludeEngines("junit-jupiter")
@SelectPackages("io.leadloop")
@IncludeClassNamePatterns(RestartSuite.OWN_GATEWAYS)
@ExcludeTags("long")
class RestartSuite {
  static final String OWN_GATEWAYS = ".*\\.(Journey|Outage)IT";
}
