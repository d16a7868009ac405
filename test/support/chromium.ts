import { accessSync, constants } from "node:fs";
import * as path from "node:path";
import { type Browser, chromium } from "playwright-core";

const names = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"];

/** Path of this machine's browser: the one in CHROMIUM, or the first of the usual names on PATH; undefined if there is none. */
export function findChromium({ CHROMIUM, PATH = "" }: NodeJS.ProcessEnv = process.env): string | undefined {
    if (CHROMIUM) return CHROMIUM;
    const places = names.flatMap((name) => PATH.split(path.delimiter).map((folder) => path.join(folder, name)));
    return places.find((file) => {
        try {
            accessSync(file, constants.X_OK);
            return true;
        } catch {
            return false;
        }
    });
}

/** Milliseconds that the browser may take for anything, so that a slow or busy machine does not fail a test. */
export const browserTimeout = 300_000;

/** Starts it with its own home folder. Nothing is downloaded. */
export function startChromium(executablePath: string, home: string): Promise<Browser> {
    const { PATH = "" } = process.env;
    return chromium.launch({
        executablePath,
        timeout: browserTimeout,
        env: { PATH, HOME: home, XDG_CONFIG_HOME: home, XDG_CACHE_HOME: home },
    });
}
