import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import type { EngineEvent } from "../../cli/preview/engine-event";
import { parseEvents } from "../../cli/preview/events";

/** The events of a preview that `test/unit/preview/record.ts` recorded. */
export function recordedEvents(name: string): readonly EngineEvent[] {
    const file = join(__dirname, "../unit/preview/recorded", `${name}.json.gz`);
    return parseEvents(gunzipSync(readFileSync(file)).toString("utf8"));
}
