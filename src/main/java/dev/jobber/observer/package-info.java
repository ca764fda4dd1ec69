/// Looking at the living system: finds processes and supervisors, walks their tree. It knows no
/// words of the shell.
@NullMarked
package dev.jobber.observer;

import org.jspecify.annotations.NullMarked;
