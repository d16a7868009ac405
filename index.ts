// The program that Pulumi starts, after bin/typescript (Pulumi.yaml, `nodeargs`), which lets plain `require` read TypeScript.
import { runLayer } from "./layers/run-layer";

export = runLayer;
