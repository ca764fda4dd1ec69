package dev.jobber.testing;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// Gives a test, or its `@BeforeEach`, a [TestNode] as a parameter: one for each test. After the
/// test the node ends in order, and the test fails if a thread of it goes on.
///
/// ```java
/// @ExtendWith(NodeExtension.class)
/// class ReminderTest {
///     @Test
///     void reminds_after_an_hour(TestNode node) throws Exception {
///         TestNode.Probe probe = node.probe();
///         Pid reminder = node.start(new Reminder(probe.pid()));
///
///         node.tick(Duration.ofHours(1));
///
///         probe.assertMessages("an hour is over");
///         node.assertAlive(reminder);
///     }
/// }
/// ```
@SuppressWarnings("exports") // JUnit's types: a test that uses this class requires JUnit itself
public final class NodeExtension implements ParameterResolver, AfterEachCallback {
    private static final ExtensionContext.Namespace NAMESPACE =
            ExtensionContext.Namespace.create(NodeExtension.class);

    /// For JUnit.
    public NodeExtension() {}

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == TestNode.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getStore(NAMESPACE)
                .computeIfAbsent(TestNode.class, _ -> new TestNode(), TestNode.class);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        TestNode node = context.getStore(NAMESPACE).remove(TestNode.class, TestNode.class);
        if (node != null) {
            node.close();
        }
    }
}
