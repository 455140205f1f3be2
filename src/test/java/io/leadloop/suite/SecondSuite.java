package io.leadloop.suite;

import org.junit.platform.suite.api.ExcludeClassNamePatterns;
import org.junit.platform.suite.api.IncludeClassNamePatterns;
import org.junit.platform.suite.api.IncludeTags;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/** Tests of the application whose names begin with G to N. */
@Suite
@SelectPackages("io.leadloop")
@IncludeTags("application")
@IncludeClassNamePatterns(".*\\.[G-N][^.]*Test")
@ExcludeClassNamePatterns(BoundedSuite.CLASSES)
class SecondSuite {}
