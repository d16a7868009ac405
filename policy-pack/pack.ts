import { PolicyPack } from "@pulumi/policy";
import { readFacts, type Facts } from "./core/facts";
import { keepSecrets } from "./core/secrets";
import { listenForStackRun } from "./core/stack-config";
import { toPolicy } from "./core/to-policy";
import { rules } from "./rules";

/** Of the pack, in the engine's messages and at Pulumi Cloud. */
const packName = "aws-organization";

keepSecrets();
const stackRun = listenForStackRun(process.env);
const facts = (): Facts => readFacts(stackRun());
new PolicyPack(packName, { policies: rules.map((rule) => toPolicy(rule, facts)), enforcementLevel: "mandatory" });
