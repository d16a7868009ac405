/**
 * An id that no process has: Linux assigns none above 4,194,304, macOS none above 99,999. The id of a process that has exited would be
 * reused some day.
 */
export const noProcess = 999_999_999;
