/**
 * The milliseconds of processor time that this process takes for it: a guard against work that grows with the square of
 * its input, and one that does not mind what else the machine does. For what runs in the process of the test.
 */
export async function cpuMsOf(run: () => unknown): Promise<number> {
  const before = process.cpuUsage();
  await run();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
