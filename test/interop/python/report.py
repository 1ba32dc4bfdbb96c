"""One line per step, as the runner reads them; a script ends with exit code 1 when a step failed."""

import sys
import traceback


class Report:
    def __init__(self, script: str):
        self.script = script
        self.failed = False

    def run(self, step: str, action) -> bool:
        try:
            action()
        except Exception as error:
            self.failed = True
            if not isinstance(error, AssertionError):
                traceback.print_exc()
            # The last line of the script itself, not of a library it called.
            place = [at for at in traceback.extract_tb(error.__traceback__) if at.filename == sys.argv[0]][-1]
            why = " ".join(f"{type(error).__name__} {error} (line {place.lineno}: {place.line})".split())
            print(f"failed {self.script} {step}: {why}", flush=True)
            return False
        print(f"ok {self.script} {step}", flush=True)
        return True

    def end(self):
        sys.exit(1 if self.failed else 0)
