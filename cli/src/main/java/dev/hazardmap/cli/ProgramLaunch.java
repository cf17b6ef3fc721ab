package dev.hazardmap.cli;

import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** How {@code race} and {@code trace} start what they are given: {@code FILE.java [ARG...]} or {@code -- COMMAND [ARG...]}. */
final class ProgramLaunch {
    private ProgramLaunch() {}

    static Launch of(CommandSpec spec, List<String> program, String agentOption, WorkDirectory work) {
        if (isCommand(spec, program)) {
            return CommandLaunch.of(program, agentOption, System.getenv("JAVA_TOOL_OPTIONS"));
        }
        PrintWriter err = spec.commandLine().getErr();
        return new SourceLaunch(err, ClassPathCache.ofUser(System.getenv()))
                .of(program.get(0), program.subList(1, program.size()), agentOption, work);
    }

    /** Whether {@code --} stands right before the program. */
    static boolean isCommand(CommandSpec spec, List<String> program) {
        List<String> arguments = spec.commandLine().getParseResult().originalArgs();
        int before = arguments.size() - program.size() - 1;
        return before >= 0 && arguments.get(before).equals("--");
    }

    /** Whether exactly one JVM, this command's own child, gets the agent. */
    static boolean isOneJvm(CommandSpec spec, List<String> program) {
        return !isCommand(spec, program) || CommandLaunch.isJava(program.get(0));
    }
}
