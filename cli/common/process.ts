/** Whether a process of this machine runs. */
export function isAlive(pid: number): boolean {
    try {
        process.kill(pid, 0);
        return true;
    } catch (error) {
        // Another user's process may not be signalled, and is there.
        return (error as NodeJS.ErrnoException).code !== "ESRCH";
    }
}
