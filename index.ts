// What Pulumi starts, with what Pulumi.yaml has it load before: bin/typescript, by which plain `require` reads TypeScript.
import { runLayer } from "./layers/run-layer";

export = runLayer;
