import { PolicyPack } from "@pulumi/policy";
import { factsOf } from "./core/facts";
import { listenForRelevantResources } from "./core/relevant-resources";
import { keepSecrets } from "./core/secrets";
import { listenForStackRun } from "./core/stack-config";
import { toPolicy } from "./core/to-policy";
import { rules } from "./rules";

/** Name of the pack, in the engine's messages and in Pulumi Cloud. */
const packName = "aws-organization";

keepSecrets();
listenForRelevantResources(rules);
const facts = factsOf(listenForStackRun(process.env));
new PolicyPack(packName, { policies: rules.map((rule) => toPolicy(rule, facts)), enforcementLevel: "mandatory" });
