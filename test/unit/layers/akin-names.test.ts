import { strictEqual } from "node:assert/strict";
import { isAkin, partsOf } from "../../../layers/shared/akin-names";

/** Names before and after, and names of others. */
type Row = readonly [before: string, name: string, others?: readonly string[]];

const same: readonly Row[] = [
    ["lovelase", "lovelace"],
    ["lovelcae", "lovelace"],
    ["lovelac", "lovelace"],
    ["ada.lovelase", "ada.lovelace", ["ada.king"]],
    ["jane.doe", "jane.smith", ["john.smith"]],
    ["ada-lovelace", "ada.lovelace", ["ada.king", "bob.lovelace"]],
    ["ada.lovelace", "adalovelace"],
    ["lovelace.ada", "ada.lovelace", ["ada.king"]],
    ["ada@acme.io", "ada@acme.example"],
    ["jan.van.dyck", "jan.van.eyck", ["an.van.goor"]],
    ["brandon.hall", "brandon.lake"],
    ["deploy-lovelase", "deploy-lovelace"],
];

const others: readonly Row[] = [
    ["mary", "mark"],
    ["john", "joan"],
    ["jane", "jake"],
    ["tom", "tim"],
    ["anna", "anne"],
    ["eva", "evan"],
    ["ada", "adam"],
    ["chris", "christine"],
    ["simon", "simone"],
    ["martin", "marion"],
    ["tim.smith", "tom.smith", ["bob.smith"]],
    ["acme-john", "acme-mary", ["acme-bob"]],
    ["admin-john", "admin-mary"],
    ["jo.king", "jo.lee"],
    ["seat-1", "seat-2"],
    ["lovelace1", "lovelace2"],
    ["lovelace.king", "lovelase.lee"],
    // Particles and titles.
    ["jan.van.dyck", "piet.van.goor"],
    ["anna.von.stein", "karl.von.berg"],
    ["tim-vander-meer", "joe-vander-berg"],
    ["maria.della.rosa", "carla.della.valle"],
    ["juan.de.los.santos", "pedro.de.los.rios"],
    ["omar.bin.said", "ali.bin.saleh"],
    ["karl.auf.der.heide", "otto.auf.der.maur"],
    ["prof.stein", "prof.berg"],
    // Words of services.
    ["ops-ada", "ops-bob"],
    ["ci-bot", "audit-bot"],
    ["svc-ada", "svc-bob"],
    ["deploy-prd", "deploy-dev"],
    ["backup-agent", "backup-robot"],
    ["jane_contractor", "john_contractor"],
    ["cloudops.ada", "cloudops.bob"],
    ["terraform-eu", "terraform-us"],
    ["deployer-eu", "deployers-eu"],
    // Two given names, and not a typing mistake.
    ["christian", "christina"],
    ["andrea", "andreas"],
    ["michael", "michaela"],
    ["daniel.king", "daniela.king", ["bob.king"]],
    // The same letters in another order, but no two of them swapped.
    ["ronalds", "arnolds"],
];

describe("names that may be one person's", () => {
    for (const [rows, expected] of [
        [same, true],
        [others, false],
    ] as const)
        for (const [before, name, more = []] of rows)
            it(`${before}, ${name}: ${expected}`, () => {
                strictEqual(isAkin(name, before, more.flatMap(partsOf)), expected);
                strictEqual(isAkin(before, name, more.flatMap(partsOf)), expected);
            });
});
