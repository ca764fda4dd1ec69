/// The code of the guides.
@NullMarked
package dev.jobber.guide;

import org.jspecify.annotations.NullMarked;
