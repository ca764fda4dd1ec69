package dev.jobber.job.kind.code;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassElement;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.Instruction;
import java.lang.classfile.Label;
import java.lang.classfile.MethodModel;
import java.lang.classfile.MethodTransform;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.ExceptionCatch;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LabelTarget;
import java.lang.classfile.instruction.LineNumber;
import java.lang.classfile.instruction.LookupSwitchInstruction;
import java.lang.classfile.instruction.NewObjectInstruction;
import java.lang.classfile.instruction.SwitchCase;
import java.lang.classfile.instruction.TableSwitchInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.DynamicCallSiteDesc;
import java.lang.constant.MethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Weaves one class of a job: redirects some calls (see [Redirections]) and, if it is to have
/// checks, puts them in, so that it can be stopped wherever it runs.
///
/// A check costs next to nothing until it is told to throw: it is an `invokedynamic` on a call site
/// that does nothing. Checks stand
///
/// - at the entry of every method and lambda, for recursion and for code that calls and calls;
/// - before every branch backward, for loops;
/// - first in every handler that catches [Throwable] or [Error], so that what a check has thrown is
///   not caught for good.
///
/// None stands first in a handler that catches anything, as compilers make them for `finally` and
/// `synchronized`: such a handler covers its own beginning, so a check there would lead to itself
/// for ever.
///
/// A reference to a method of another class (`Math::random`) has no entry of its own. It becomes
/// one to a method that is added, which has a check and calls the other.
final class Weaver implements ClassTransform {
    private static final Set<String> CATCHES_A_STOP =
            Set.of("java/lang/Throwable", "java/lang/Error");

    private static final ClassDesc LAMBDAS = ClassDesc.of("java.lang.invoke.LambdaMetafactory");

    private static final DynamicCallSiteDesc CHECK =
            Redirections.site(Hook.CHECK, ConstantDescs.MTD_void);
    private static final DynamicCallSiteDesc TRACK =
            Redirections.site(
                    Hook.TRACK, MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_Object));

    /// How a class is woven.
    ///
    /// @param own the classes that are woven with it
    /// @param hasChecks whether it gets checks
    /// @param linesBefore how much less each number of a line is to be
    record Settings(Set<ClassDesc> own, boolean hasChecks, int linesBefore) {}

    private final Settings settings;
    private final ClassDesc self;
    private final boolean isInterface;

    /// The methods that are added, by what they call.
    private final Map<DirectMethodHandleDesc, String> bridges = new LinkedHashMap<>();

    private boolean hasLambdas;

    private Weaver(Settings settings, ClassDesc self, boolean isInterface) {
        this.settings = settings;
        this.self = self;
        this.isInterface = isInterface;
    }

    /// A class that was woven.
    ///
    /// @param hasLambdas whether it has code that other code may be given
    record Woven(byte[] bytes, boolean hasLambdas) {}

    /// Weaves a class. Throws [IllegalArgumentException] if a method becomes too large.
    static Woven weave(ClassFile files, byte[] bytes, Settings settings) {
        ClassModel model = files.parse(bytes);
        boolean isInterface = (model.flags().flagsMask() & ClassFile.ACC_INTERFACE) != 0;
        var weaver = new Weaver(settings, model.thisClass().asSymbol(), isInterface);
        byte[] woven = files.transformClass(model, weaver);
        return new Woven(woven, weaver.hasLambdas);
    }

    @Override
    public void accept(ClassBuilder builder, ClassElement element) {
        if (element instanceof MethodModel method && method.code().isPresent()) {
            builder.transformMethod(
                    method,
                    MethodTransform.transformingCode(CodeTransform.ofStateful(OfMethod::new)));
        } else {
            builder.with(element);
        }
    }

    @Override
    public void atEnd(ClassBuilder builder) {
        bridges.forEach((target, name) ->
                builder.withMethodBody(
                        name,
                        target.invocationType(),
                        ClassFile.ACC_PRIVATE | ClassFile.ACC_STATIC | ClassFile.ACC_SYNTHETIC,
                        code -> bridge(code, target)));
    }

    /// Checks, calls the target and returns what that returns.
    private static void bridge(CodeBuilder code, DirectMethodHandleDesc target) {
        MethodTypeDesc type = target.invocationType();
        boolean creates = target.kind() == DirectMethodHandleDesc.Kind.CONSTRUCTOR;
        code.invokedynamic(CHECK);
        if (creates) {
            code.new_(target.owner()).dup();
        }
        int slot = 0;
        for (ClassDesc parameter : type.parameterList()) {
            TypeKind kind = TypeKind.from(parameter);
            code.loadLocal(kind, slot);
            slot += kind.slotSize();
        }
        MethodTypeDesc called = MethodTypeDesc.ofDescriptor(target.lookupDescriptor());
        Optional<Hook> hook = Redirections.ofCall(target.owner(), target.methodName(), called);
        if (hook.isPresent()) {
            code.invokedynamic(Redirections.site(hook.get(), type));
        } else {
            switch (target.kind()) {
                case STATIC -> code.invokestatic(target.owner(), target.methodName(), called);
                case INTERFACE_STATIC ->
                        code.invokestatic(target.owner(), target.methodName(), called, true);
                case VIRTUAL -> code.invokevirtual(target.owner(), target.methodName(), called);
                case INTERFACE_VIRTUAL ->
                        code.invokeinterface(target.owner(), target.methodName(), called);
                case CONSTRUCTOR ->
                        code.invokespecial(target.owner(), ConstantDescs.INIT_NAME, called);
                default -> throw new IllegalStateException("expected a call, got: " + target);
            }
            if (Redirections.isTracked(type.returnType())) {
                code.dup().invokedynamic(TRACK);
            }
        }
        code.return_(TypeKind.from(type.returnType()));
    }

    /// An object whose constructor has not been called yet.
    ///
    /// @param isCopied whether it is still on the stack after that call
    private record Unborn(ClassDesc type, boolean isCopied) {}

    /// Weaves one method. Its exception table comes first, then its code in order.
    private final class OfMethod implements CodeTransform {
        private final Set<Label> catchingStops = new HashSet<>();
        private final Set<Label> passed = new HashSet<>();

        /// What is being made: its constructor has not been called yet.
        private final Deque<Unborn> unborn = new ArrayDeque<>();

        /// The last instruction has made an object that has not been copied yet.
        private boolean isNew;

        @Override
        public void atStart(CodeBuilder builder) {
            check(builder);
        }

        @Override
        public void accept(CodeBuilder builder, CodeElement element) {
            if (element instanceof Instruction instruction) {
                if (isNew && instruction.opcode() == Opcode.DUP) {
                    unborn.push(new Unborn(unborn.pop().type(), true));
                }
                isNew = instruction instanceof NewObjectInstruction;
            }
            switch (element) {
                case ExceptionCatch handler -> {
                    if (handler.catchType().filter(OfMethod::catchesStops).isPresent()) {
                        catchingStops.add(handler.handler());
                    }
                    builder.with(handler);
                }
                case LabelTarget target -> {
                    passed.add(target.label());
                    builder.with(target);
                    if (catchingStops.contains(target.label())) {
                        check(builder);
                    }
                }
                case BranchInstruction branch -> {
                    checkIf(passed.contains(branch.target()), builder);
                    builder.with(branch);
                }
                case LookupSwitchInstruction choice -> {
                    checkIf(isBackward(choice.defaultTarget(), choice.cases()), builder);
                    builder.with(choice);
                }
                case TableSwitchInstruction choice -> {
                    checkIf(isBackward(choice.defaultTarget(), choice.cases()), builder);
                    builder.with(choice);
                }
                case LineNumber number ->
                        builder.lineNumber(Math.max(1, number.line() - settings.linesBefore()));
                case NewObjectInstruction made -> {
                    unborn.push(new Unborn(made.className().asSymbol(), false));
                    builder.with(made);
                }
                case FieldInstruction field -> field(builder, field);
                case InvokeInstruction call -> call(builder, call);
                case InvokeDynamicInstruction lambda -> lambda(builder, lambda);
                default -> builder.with(element);
            }
        }

        private void field(CodeBuilder builder, FieldInstruction field) {
            Optional<Hook> hook =
                    field.opcode() == Opcode.GETSTATIC
                            ? Redirections.ofField(
                                    field.owner().asSymbol(), field.name().stringValue())
                            : Optional.<Hook>empty();
            if (hook.isPresent()) {
                builder.invokedynamic(
                        Redirections.site(hook.get(), MethodTypeDesc.of(field.typeSymbol())));
            } else {
                builder.with(field);
            }
        }

        private void call(CodeBuilder builder, InvokeInstruction call) {
            ClassDesc owner = call.owner().asSymbol();
            String name = call.name().stringValue();
            MethodTypeDesc type = call.typeSymbol();
            Optional<Hook> hook = Redirections.ofCall(owner, name, type);
            if (hook.isPresent()) {
                MethodTypeDesc whole =
                        call.opcode() == Opcode.INVOKESTATIC
                                ? type
                                : type.insertParameterTypes(0, owner);
                builder.invokedynamic(Redirections.site(hook.get(), whole));
                return;
            }
            builder.with(call);
            if (settings.own().contains(owner)) {
                var _ = born(owner, name);
            } else if (name.equals(ConstantDescs.INIT_NAME)
                    ? born(owner, name) && Redirections.isTracked(owner)
                    : Redirections.isTracked(type.returnType())) {
                builder.dup().invokedynamic(TRACK);
            }
        }

        /// A constructor has been called.
        ///
        /// @return whether it was that of an object that is on the stack now
        private boolean born(ClassDesc owner, String name) {
            Unborn made = unborn.peek();
            if (made == null
                    || !name.equals(ConstantDescs.INIT_NAME)
                    || !made.type().equals(owner)) {
                return false;
            }
            unborn.pop();
            return made.isCopied();
        }

        private void lambda(CodeBuilder builder, InvokeDynamicInstruction lambda) {
            boolean isLambda = lambda.bootstrapMethod().owner().equals(LAMBDAS);
            hasLambdas |= isLambda;
            List<ConstantDesc> arguments = new ArrayList<>(lambda.bootstrapArgs());
            if (settings.hasChecks()
                    && isLambda
                    && arguments.get(1) instanceof DirectMethodHandleDesc target
                    && isBridged(target)) {
                String name =
                        bridges.computeIfAbsent(target, _ -> "jobber$reference$" + bridges.size());
                arguments.set(
                        1,
                        MethodHandleDesc.ofMethod(
                                isInterface
                                        ? DirectMethodHandleDesc.Kind.INTERFACE_STATIC
                                        : DirectMethodHandleDesc.Kind.STATIC,
                                self,
                                name,
                                target.invocationType()));
                builder.invokedynamic(
                        DynamicCallSiteDesc.of(
                                lambda.bootstrapMethod(),
                                lambda.name().stringValue(),
                                lambda.typeSymbol(),
                                arguments.toArray(ConstantDesc[]::new)));
            } else {
                builder.with(lambda);
            }
        }

        private boolean isBridged(DirectMethodHandleDesc target) {
            return switch (target.kind()) {
                case STATIC, INTERFACE_STATIC, VIRTUAL, INTERFACE_VIRTUAL, CONSTRUCTOR ->
                        !settings.own().contains(target.owner());
                default -> false;
            };
        }

        private boolean isBackward(Label otherwise, List<SwitchCase> cases) {
            return passed.contains(otherwise)
                    || cases.stream().anyMatch(each -> passed.contains(each.target()));
        }

        private static boolean catchesStops(ClassEntry type) {
            return CATCHES_A_STOP.contains(type.asInternalName());
        }

        private void checkIf(boolean isWanted, CodeBuilder builder) {
            if (isWanted) {
                check(builder);
            }
        }

        private void check(CodeBuilder builder) {
            if (settings.hasChecks()) {
                builder.invokedynamic(CHECK);
            }
        }
    }
}
