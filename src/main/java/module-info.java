/// OTP-style supervision for the JVM, with a live shell.
///
/// The libraries of the shell and of the program are required to compile, and not to run: an
/// application that uses the kernel or the jobs needs none of them.
module dev.jobber {
    requires java.base;
    requires transitive java.management;
    requires jdk.management;
    requires jdk.net;
    requires static com.cronutils;
    requires static com.zaxxer.hikari;
    requires static jdk.compiler;
    requires static jdk.jfr;
    requires static info.picocli;
    requires static info.picocli.shell.jline3;
    requires static micrometer.core;
    requires static org.jline;
    requires static org.jspecify;
    requires static org.junit.jupiter.api;
    requires static org.postgresql.jdbc;
    requires static org.tinylog.api;
    requires static org.tinylog.impl;
    requires static org.xerial.sqlitejdbc;

    exports dev.jobber;
    exports dev.jobber.job;
    exports dev.jobber.job.kind;
    exports dev.jobber.job.kind.code;
    exports dev.jobber.job.history;
    exports dev.jobber.job.identity;
    exports dev.jobber.job.kind.program;
    exports dev.jobber.job.policy;
    exports dev.jobber.job.schedule;
    exports dev.jobber.otp;
    exports dev.jobber.otp.management;
    exports dev.jobber.otp.micrometer;
    exports dev.jobber.otp.stage;
    exports dev.jobber.testing;
    exports dev.jobber.shell.parse;
    exports dev.jobber.shell.result;

    uses dev.jobber.shell.parse.CommandProvider;

    opens dev.jobber to
            info.picocli;
    opens dev.jobber.attach.options to
            info.picocli;
    opens dev.jobber.shell.command.handler to
            info.picocli;
    opens dev.jobber.shell.command.job to
            info.picocli;
    opens dev.jobber.shell.command.job.kind to
            info.picocli;
    opens dev.jobber.shell.command.job.policy to
            info.picocli;
    opens dev.jobber.shell.command.process to
            info.picocli;
    opens dev.jobber.shell.command.schedule to
            info.picocli;
    opens dev.jobber.shell.command.sender to
            info.picocli;
    opens dev.jobber.shell.command.session to
            info.picocli;
    opens dev.jobber.shell.command.story to
            info.picocli;
    opens dev.jobber.shell.command.supervisor to
            info.picocli;
    opens dev.jobber.shell.command.visit to
            info.picocli;
    opens dev.jobber.shell.list to
            info.picocli;
    opens dev.jobber.shell.parse to
            info.picocli;
}
