/// Looks at the running system: finds processes and supervisors, and walks their tree. It writes no
/// error of the shell.
@NullMarked
package dev.jobber.observer;

import org.jspecify.annotations.NullMarked;
