/// What happened to one job or process, put together from the events that are remembered and from
/// what is known of it now.
@NullMarked
package dev.jobber.observer.story;

import org.jspecify.annotations.NullMarked;
