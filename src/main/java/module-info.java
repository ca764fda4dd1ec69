/// OTP-style supervision for the JVM, with a live shell.
module dev.jobber {
    requires info.picocli;
    requires info.picocli.shell.jline3;
    requires java.base;
    requires jdk.jfr;
    requires jdk.management;
    requires org.jline;
    requires org.tinylog.api;
    requires org.tinylog.impl;
    requires static org.jspecify;

    exports dev.jobber.job;
    exports dev.jobber.otp;

    opens dev.jobber to
            info.picocli;
    opens dev.jobber.shell.command to
            info.picocli;
}
