/** An id that no process has: Linux gives none above 4,194,304, macOS none above 99,999. That of one that has ended is given to another in time. */
export const noProcess = 999_999_999;
