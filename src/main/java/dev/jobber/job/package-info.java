/// Jobber: jobs that run, retry, are restarted, are named in a registry and are limited by a quota
/// on their type.
@NullMarked
package dev.jobber.job;

import org.jspecify.annotations.NullMarked;
