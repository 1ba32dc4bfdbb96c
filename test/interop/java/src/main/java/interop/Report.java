package interop;

/** One line per step, as the runner reads them; a program ends with exit code 1 when a step failed. */
final class Report {
    @FunctionalInterface
    interface Step {
        void run() throws Exception;
    }

    private final String program;
    private boolean failed;

    Report(String program) {
        this.program = program;
    }

    boolean run(String step, Step action) {
        try {
            action.run();
        } catch (Exception | AssertionError error) {
            failed = true;
            var why = String.valueOf(error.getMessage()).replaceAll("\\s+", " ");
            System.out.printf("failed %s %s: %s %s%n", program, step, error.getClass().getSimpleName(), why);
            error.printStackTrace();
            return false;
        }
        System.out.printf("ok %s %s%n", program, step);
        return true;
    }

    void end() {
        System.exit(failed ? 1 : 0);
    }

    static void equal(String what, Object actual, Object expected) {
        if (!expected.equals(actual)) throw new AssertionError(what + " is " + actual + ", expected " + expected);
    }

    static void that(String what, boolean holds) {
        if (!holds) throw new AssertionError(what);
    }
}
